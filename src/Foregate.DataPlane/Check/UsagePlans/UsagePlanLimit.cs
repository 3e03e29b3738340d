// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.UsagePlans;

/// <summary>
/// Refuses a key that is faster than its usage plan allows (429 Too Many Requests) or has used up its quota (429 Limit Exceeded), and
/// counts all others. Only where the method requires a key: elsewhere a key that is sent counts for nothing.
/// </summary>
internal sealed class UsagePlanLimit : IStep
{
    private static readonly UsagePlanLimit s_instance = new();

    /// <summary>The limit of a method, or null when it requires no key.</summary>
    public static UsagePlanLimit? For(Method method) => method.ApiKeyRequired ? s_instance : null;

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        if (exchange.KeyLimit is KeyLimit limit && limit.Take(exchange) is { } refusal)
        {
            // Nothing of it was taken: a later phase has nothing to give back.
            exchange.KeyLimit = null;
            return Verdict.Reject(refusal);
        }

        return Verdict.Continue;
    }

    public void GiveBack(Exchange exchange) => (exchange.KeyLimit as KeyLimit)?.Return();
}
