// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>What a caller wants a stack to be: what is not said stays as it is.</summary>
internal sealed record StackProposal
{
    public required string StackName { get; init; }

    /// <summary>UTF-8; <see langword="null"/> for the stack's own.</summary>
    public ReadOnlyMemory<byte>? Template { get; init; }

    public ImmutableArray<GivenParameter> Parameters { get; init; } = [];

    public ImmutableArray<string> Capabilities { get; init; } = [];

    public ImmutableSortedDictionary<string, string>? Tags { get; init; }

    public string? RoleArn { get; init; }

    public ImmutableArray<string>? NotificationArns { get; init; }

    public bool DisableRollback { get; init; }

    /// <summary>Whether a stack that could not be created is deleted.</summary>
    public bool DeletesOnFailure { get; init; }

    public int? TimeoutInMinutes { get; init; }

    public bool? EnableTerminationProtection { get; init; }

    public string? ClientRequestToken { get; init; }

    /// <summary>The types that the template may have, with asterisks at their ends; empty for any.</summary>
    public ImmutableArray<string> ResourceTypes { get; init; } = [];

    /// <summary>The whole of it for the engine.</summary>
    /// <param name="existing">What the stack is now; <see langword="null"/> for a new one.</param>
    public (StackRequest? Request, AwsError? Error) Complete(Stack? existing)
    {
        var parameters = OrdinalMap.Empty<string>();
        foreach (var given in Parameters)
        {
            var value = given.Value;
            if (given.UsesPrevious)
            {
                if (!string.IsNullOrEmpty(value))
                {
                    return (null, StackError.Validation($"Invalid input for parameter key {given.Key}. Cannot specify usePreviousValue as true and non empty value for a parameter"));
                }

                value = existing?.Parameters.GetValueOrDefault(given.Key)?.Value;
                if (value is null)
                {
                    return (null, StackError.Validation($"Invalid input for parameter key {given.Key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template"));
                }
            }

            if (value is null)
            {
                return (null, StackError.Validation($"Invalid input for parameter key {given.Key}. Need to specify either usePreviousValue as true or value for a parameter"));
            }

            parameters = parameters.SetItem(given.Key, value);
        }

        var template = Template ?? Encoding.UTF8.GetBytes(existing?.TemplateBody ?? "");
        return (new StackRequest
        {
            StackName = StackName,
            Template = template,
            FileName = "template",
            Parameters = parameters,
            Capabilities = Capabilities,
            Tags = Tags ?? existing?.Tags ?? OrdinalMap.Empty<string>(),
            RoleArn = RoleArn,
            NotificationArns = NotificationArns ?? existing?.NotificationArns ?? [],
            DisableRollback = DisableRollback,
            TimeoutInMinutes = TimeoutInMinutes,
            EnableTerminationProtection = EnableTerminationProtection,
            ClientRequestToken = ClientRequestToken,
        }, null);
    }
}
