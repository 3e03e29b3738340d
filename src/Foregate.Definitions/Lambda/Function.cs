// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.Lambda;

/// <summary>A Lambda function, as CreateFunction and AWS::Lambda::Function say it; or one published version of it.</summary>
public sealed record Function
{
    /// <summary>How the unpublished version is called.</summary>
    public const string Latest = "$LATEST";

    /// <summary>1 to 64 letters, digits, hyphens and underscores.</summary>
    public required string FunctionName { get; init; }

    /// <summary>For example <c>nodejs22.x</c>, <c>python3.13</c>, <c>dotnet10</c> or <c>provided.al2023</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>Its form is the runtime's; <see langword="null"/> only where the executable is the handler.</summary>
    public string? Handler { get; init; }

    public required FunctionCode Code { get; init; }

    /// <summary>The SHA-256 of the zip archive as base64; <see langword="null"/> for code that lies in a folder, or in a file that may change.</summary>
    public string? CodeSha256 { get; init; }

    /// <summary>Bytes of the zip archive; 0 where <see cref="CodeSha256"/> is not known.</summary>
    public long CodeSize { get; init; }

    /// <summary>The role that it would have on AWS: told, not assumed.</summary>
    public string? Role { get; init; }

    public string? Description { get; init; }

    /// <summary>Reported to the function, not enforced: MB, 128 to 10240.</summary>
    public int MemorySize { get; init; } = 128;

    /// <summary>Seconds, 1 to 900.</summary>
    public int Timeout { get; init; } = 3;

    /// <summary><c>x86_64</c> or <c>arm64</c>: told, the function runs on what is there.</summary>
    public string Architecture { get; init; } = "x86_64";

    /// <summary>The environment variables that the definition adds.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = OrdinalMap.Empty<string>();

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Invocations at the same time at most, of all versions; <see langword="null"/> leaves it to the host.</summary>
    public int? ReservedConcurrentExecutions { get; init; }

    /// <summary><c>PER_TENANT</c>: no two tenants share a process. <see langword="null"/> where all callers do.</summary>
    public string? TenantIsolationMode { get; init; }

    public DateTimeOffset LastModified { get; init; }

    /// <summary>Another one after every change: a UUID.</summary>
    public string RevisionId { get; init; } = "";

    /// <summary><c>$LATEST</c>, or the number of a published version.</summary>
    public string Version { get; init; } = Latest;

    /// <summary>Names of versions.</summary>
    public ImmutableSortedDictionary<string, Alias> Aliases { get; init; } = OrdinalMap.Empty<Alias>();

    /// <summary>What the function was when each version was published, by its number. Versions have none themselves.</summary>
    public ImmutableSortedDictionary<int, Function> Versions { get; init; } = ImmutableSortedDictionary<int, Function>.Empty;

    /// <summary>The number of the version that was published last, deleted ones included; 0 for none.</summary>
    public int LatestVersion { get; init; }

    /// <summary>The resource policies of the function and of its versions and aliases, by <see cref="Permission.Key"/>.</summary>
    public ImmutableSortedDictionary<string, Permission> Permissions { get; init; } = OrdinalMap.Empty<Permission>();

    /// <summary>What runs when the function is called by this version or alias: itself for none and <c>$LATEST</c>; <see langword="null"/> when there is no such thing.</summary>
    public Function? Named(string? qualifier)
    {
        var version = qualifier is not null && Aliases.TryGetValue(qualifier, out var alias) ? alias.FunctionVersion : qualifier;
        if (version is null or Latest)
        {
            return this;
        }

        // Concurrency is the function's, whatever its versions were published with.
        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Versions.TryGetValue(number, out var published)
            ? published with { ReservedConcurrentExecutions = ReservedConcurrentExecutions }
            : null;
    }

    /// <summary>Whether both run the same way: what only tells of them (tags, policies, names of versions, times) does not part them.</summary>
    public bool RunsAs(Function other) =>
        FunctionName == other.FunctionName
        && Version == other.Version
        && Runtime == other.Runtime
        && Handler == other.Handler
        && Code == other.Code
        && MemorySize == other.MemorySize
        && Timeout == other.Timeout
        && ReservedConcurrentExecutions == other.ReservedConcurrentExecutions
        && TenantIsolationMode == other.TenantIsolationMode
        && Environment.SequenceEqual(other.Environment);
}
