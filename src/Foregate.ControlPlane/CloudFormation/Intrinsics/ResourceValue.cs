// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary>What <c>Ref</c> and <c>Fn::GetAtt</c> give for a resource that has been made.</summary>
/// <param name="Ref">What <c>Ref</c> gives.</param>
/// <param name="Attributes">Attributes by name.</param>
internal sealed record ResourceValue(string Ref, params (string Name, string Value)[] Attributes)
{
    /// <summary>The id or name of what was made, where <c>Ref</c> gives something else.</summary>
    public string? PhysicalId { get; init; }

    /// <summary>Whether an update has changed nothing.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>Gives attributes that are not listed, where whatever is asked for has a plausible answer.</summary>
    public Func<string, string?>? Otherwise { get; init; }

    public string? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute.Value;
            }
        }

        return Otherwise?.Invoke(name);
    }
}
