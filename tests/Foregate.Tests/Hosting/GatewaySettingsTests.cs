// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.Hosting;

namespace Foregate.Tests.Hosting;

public sealed class GatewaySettingsTests
{
    [Fact]
    public void Every_option_of_the_data_plane_arrives()
    {
        var options = new ForegateOptions
        {
            Document = "a",
            AccountId = "123456789012",
            Region = "eu-west-1",
            StrictAws = true,
            DenyPrivateTargets = true,
            InlineScheduling = false,
            TrustedProxies = [IPNetwork.Parse("10.0.0.0/8")],
        };
        var log = Stream.Null;
        var settings = GatewaySettings.From(options, [new IPEndPoint(IPAddress.Loopback, 4566)], log);
        Assert.Equal(("123456789012", "eu-west-1", true, true, false), (settings.AccountId, settings.Region, settings.StrictAws, settings.DenyPrivateTargets, settings.InlineScheduling));
        Assert.Equal(options.TrustedProxies, settings.TrustedProxies);
        Assert.Equal(4566, Assert.Single(settings.ManagementEndpoints).Port);
        Assert.Same(log, settings.AccessLog);
    }
}
