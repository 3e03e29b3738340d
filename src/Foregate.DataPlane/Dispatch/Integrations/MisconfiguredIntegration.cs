// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>An integration that AWS takes and then cannot call: every request is told so.</summary>
internal sealed class MisconfiguredIntegration(Rejection rejection) : IStep
{
    public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Reject(rejection);
}
