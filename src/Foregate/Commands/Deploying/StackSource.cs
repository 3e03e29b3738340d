// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Commands.Deploying;

/// <summary>A stack as it shall be: its template, and what goes with it.</summary>
internal sealed record StackSource
{
    public required string Name { get; init; }

    public required byte[] Template { get; init; }

    /// <summary>Where the template is on this machine, as the user names it.</summary>
    public required string File { get; init; }

    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Upload> Uploads { get; init; } = [];

    /// <summary>Null leaves it as it is.</summary>
    public bool? TerminationProtection { get; init; }
}
