// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Backends;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

public sealed class BackendPoolsTests
{
    [Fact]
    public void Equal_origins_share_a_back_end()
    {
        using var ledgers = new Ledgers(new GatewayOptions());
        var pools = ledgers.Of(BackendPools.Make);
        var backend = pools.Get(new BackendOrigin(false, "Example.org", 80));
        Assert.Same(backend, pools.Get(new BackendOrigin(false, "example.ORG", 80)));
        Assert.Same(backend, Assert.Single(pools.Backends));
        Assert.Equal("example.org", backend.Origin.Host);
    }

    [Fact]
    public void What_differs_in_anything_has_its_own_connections()
    {
        using var ledgers = new Ledgers(new GatewayOptions());
        var pools = ledgers.Of(BackendPools.Make);
        BackendOrigin[] origins =
        [
            new(false, "example.org", 80), new(true, "example.org", 80), new(false, "example.org", 81), new(false, "example.com", 80),
            new(true, "example.org", 80) { InsecureSkipVerification = true }, new(true, "example.org", 80) { ServerName = "other.example" },
        ];
        foreach (var origin in origins)
        {
            Assert.Equal(origin, pools.Get(origin).Origin);
        }

        Assert.Equal(origins.Length, pools.Backends.Count());
    }

    [Fact]
    public void A_new_snapshot_finds_the_pools_of_the_old_one()
    {
        using var ledgers = new Ledgers(new GatewayOptions());
        Assert.Same(ledgers.Of(BackendPools.Make), ledgers.Of(BackendPools.Make));
    }
}
