// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Upstream.VpcLinks;

namespace Foregate.DataPlane.Tests.Upstream.VpcLinks;

public sealed class TargetGroupsTests
{
    [Fact]
    public void One_link_is_one_group_for_each_way_of_speaking()
    {
        using var ledgers = new Ledgers(new GatewayOptions { VpcLinks = new Dictionary<string, IReadOnlyList<DnsEndPoint>> { ["link"] = [new("127.0.0.1", 1)] } });
        var groups = ledgers.Of(TargetGroups.Make);
        var spoken = new BackendOrigin(false, "inner", 80);
        Assert.Same(groups.Get("link", spoken), groups.Get("link", new BackendOrigin(false, "inner", 80)));
        Assert.NotSame(groups.Get("link", spoken), groups.Get("link", new BackendOrigin(true, "inner", 443)));
        Assert.Equal("inner", groups.Get("link", new BackendOrigin(true, "inner", 443)).Targets[0].Backend.Origin.ServerName);
    }
}
