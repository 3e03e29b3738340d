// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;

namespace Foregate.DataPlane.Check.Authorizers;

/// <summary>
/// The ledger of how often the decisions that are kept for a stage were flushed: one that was kept under another number does not count any more. It is there
/// before and after any snapshot, so that a flush is not lost with the stage that is compiled meanwhile.
/// </summary>
internal sealed class AuthorizerFlushes
{
    private readonly ConcurrentDictionary<(string Owner, string ApiId, string Stage), long> _flushes = new();

    public static AuthorizerFlushes Of(Ledgers ledgers) => ledgers.Of(static _ => new AuthorizerFlushes());

    /// <summary>The number under which decisions for a stage are kept now; its canary's are the stage's.</summary>
    /// <param name="owner">Account and region.</param>
    public long NumberOf(string owner, string apiId, string stage) => _flushes.GetValueOrDefault((owner, apiId, stage));

    /// <summary>What is kept for the stage counts no more.</summary>
    public void Flush(string owner, string apiId, string stage) => _flushes.AddOrUpdate((owner, apiId, stage), 1, static (_, number) => number + 1);
}
