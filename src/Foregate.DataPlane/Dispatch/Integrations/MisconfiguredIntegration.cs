// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>An integration that AWS takes and then cannot call: every request is told so.</summary>
internal sealed class MisconfiguredIntegration(Rejection misconfigured) : IStep
{
    public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Reject(misconfigured);
}
