// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.Lambda;

/// <summary>A Lambda function, as CreateFunction and AWS::Lambda::Function say it.</summary>
public sealed record Function
{
    /// <summary>1 to 64 letters, digits, hyphens and underscores.</summary>
    public required string FunctionName { get; init; }

    /// <summary>For example <c>nodejs22.x</c>, <c>python3.13</c>, <c>dotnet10</c> or <c>provided.al2023</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>Its form is the runtime's; <see langword="null"/> only where the executable is the handler.</summary>
    public string? Handler { get; init; }

    public required FunctionCode Code { get; init; }

    public string? Description { get; init; }

    /// <summary>Reported to the function, not enforced: MB, 128 to 10240.</summary>
    public int MemorySize { get; init; } = 128;

    /// <summary>Seconds, 1 to 900.</summary>
    public int Timeout { get; init; } = 3;

    /// <summary>The environment variables that the definition adds.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Invocations at the same time at most; <see langword="null"/> leaves it to the host.</summary>
    public int? ReservedConcurrentExecutions { get; init; }

    /// <summary>Versions by the aliases that name them.</summary>
    public ImmutableSortedDictionary<string, string> Aliases { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>How many versions were published; each names the latest code.</summary>
    public int LatestVersion { get; init; }

    /// <summary>The resource policy by statement id.</summary>
    public ImmutableSortedDictionary<string, Permission> Permissions { get; init; } = OrdinalMap.Empty<Permission>();
}
