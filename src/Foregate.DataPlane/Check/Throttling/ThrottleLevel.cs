// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Check.Throttling;

/// <summary>One limit that a request must pass: its bucket, what the definitions say of it, and the refusal.</summary>
internal sealed class ThrottleLevel(ThrottleLedger ledger, string name, TokenRate rate, Func<Rejection> refuse)
{
    private readonly TokenBucket _bucket = ledger.Bucket(name);

    // Made when it is first needed: there are as many levels as API keys.
    private Rejection? _rejection;

    public ThrottleLevel(ThrottleLedger ledger, string name, double rateLimit, int burstLimit, Rejection rejection)
        : this(ledger, name, ledger.Rate(rateLimit, burstLimit), () => rejection)
    {
    }

    public Rejection Rejection => _rejection ??= refuse();

    /// <summary>
    /// Takes a token for a request that arrived at <paramref name="receivedAt"/>. A request that waited on its way here is not refused
    /// for the time it waited: before a refusal the clock is read.
    /// </summary>
    public bool TryTake(long receivedAt) => _bucket.TryTake(rate, ledger.At(receivedAt)) || _bucket.TryTake(rate, ledger.Now);

    public void Return() => _bucket.Return();
}
