// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests;

public sealed class LedgersTests
{
    [Fact]
    public void There_is_one_ledger_of_each_kind()
    {
        using var ledgers = new Ledgers(new GatewayOptions());
        var made = ledgers.Of(static _ => new Counted());
        Assert.Same(made, ledgers.Of(static _ => new Counted()));
        Assert.NotSame(made, ledgers.Of(static _ => new object()));
    }

    [Fact]
    public void They_end_together()
    {
        var ledgers = new Ledgers(new GatewayOptions());
        var made = ledgers.Of(static _ => new Counted());
        Assert.Equal(0, made.Ends);
        ledgers.Dispose();
        Assert.Equal(1, made.Ends);
    }

    private sealed class Counted : IDisposable
    {
        public int Ends { get; private set; }

        public void Dispose() => Ends++;
    }
}
