// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>How much of a kind a template may have.</summary>
internal static class TemplateQuotas
{
    /// <param name="resources">How many there are whose conditions hold, after the transforms.</param>
    public static void Check(Section template, int resources, Evaluator evaluator)
    {
        var quotas = evaluator.Scope.Quotas;
        Check("Resources", "resources", resources, quotas.ResourcesPerStack);
        Check("Parameters", "parameters", Count("Parameters"), quotas.ParametersPerStack);
        Check("Outputs", "outputs", Count("Outputs"), quotas.OutputsPerStack);

        int Count(string part) => template.Node(part)?.Entries.Count ?? 0;

        void Check(string part, string kind, int count, int limit)
        {
            if (count > limit)
            {
                template.Fault(part, $"Template format error: Number of {kind}, {count}, is greater than maximum allowed, {limit}.", "Split the template into several stacks, or serve without --strict-aws.");
            }
        }
    }
}
