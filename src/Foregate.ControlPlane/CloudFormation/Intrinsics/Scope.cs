// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Foregate.ControlPlane.Documents;
using Foregate.Definitions;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary>What names in a template stand for: parameters and pseudo parameters, mappings, conditions, and resources once they are made.</summary>
internal sealed class Scope
{
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required string StackName { get; init; }

    /// <summary>How much a template may have of a kind.</summary>
    public required Quotas Quotas { get; init; }

    /// <summary>Values of parameters: texts, or lists of texts.</summary>
    public Dictionary<string, DocumentNode> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Parameters without a value, which has been told: an empty text stands for it.</summary>
    public HashSet<string> Valueless { get; } = new(StringComparer.Ordinal);

    /// <summary>How often a parameter without a value was asked for: what came of it says nothing about who asked.</summary>
    public int Guesses { get; private set; }

    /// <summary>The mappings of the template: name, key, second key.</summary>
    public DocumentNode? Mappings { get; set; }

    /// <summary>What each condition came to.</summary>
    public Dictionary<string, bool> Conditions { get; } = new(StringComparer.Ordinal);

    /// <summary>Logical ids of the resources that there are.</summary>
    public HashSet<string> LogicalIds { get; } = new(StringComparer.Ordinal);

    /// <summary>What has been made so far; <see langword="null"/> while nothing is: references to resources are left as they are.</summary>
    public Dictionary<string, ResourceValue>? Made { get; set; }

    /// <summary>The value that a stack exports by a name; <see langword="null"/> when none does.</summary>
    public Func<string, string?> Export { get; init; } = static _ => null;

    /// <summary>The names of the exports that were asked for.</summary>
    public SortedSet<string> Imports { get; } = new(StringComparer.Ordinal);

    /// <summary>The value of a parameter in Systems Manager's parameter store, by its name or by <c>name:version</c>; <see langword="null"/> when there is none.</summary>
    public Func<string, string?> SystemParameter { get; init; } = static _ => null;

    public bool TryFindParameter(string name, [NotNullWhen(true)] out DocumentNode? value)
    {
        Guesses += Valueless.Contains(name) ? 1 : 0;
        return Parameters.TryGetValue(name, out value);
    }

    public static string Partition => "aws";

    public static string UrlSuffix => "amazonaws.com";

    /// <summary>An ARN.</summary>
    public required string StackId { get; init; }

    /// <summary>The value of a pseudo parameter that is a text.</summary>
    public string? Pseudo(string name) => name switch
    {
        "AWS::AccountId" => AccountId,
        "AWS::Region" => Region,
        "AWS::Partition" => Partition,
        "AWS::URLSuffix" => UrlSuffix,
        "AWS::StackName" => StackName,
        "AWS::StackId" => StackId,
        _ => null,
    };
}
