// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Upstream.VpcLinks;

namespace Foregate.DataPlane.Tests.Upstream.VpcLinks;

public sealed class TargetGroupTests
{
    [Fact]
    public async Task Probes_find_out_who_is_down_and_who_is_up_again()
    {
        await using var backend = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var ledgers = new Ledgers(new GatewayOptions
        {
            VpcLinks = new Dictionary<string, IReadOnlyList<DnsEndPoint>> { ["link"] = [new("127.0.0.1", backend.Port), new("127.0.0.1", 1)] },
        });
        var group = ledgers.Of(TargetGroups.Make).Get("link", new BackendOrigin(false, "inner", 80));
        group.Targets[0].Note(BackendOutcome.ConnectFailed);
        for (var i = 0; i < 2; i++)
        {
            await group.ProbeAsync();
        }

        Assert.Equal([true, false], group.Targets.Select(static target => target.IsUp));
    }
}
