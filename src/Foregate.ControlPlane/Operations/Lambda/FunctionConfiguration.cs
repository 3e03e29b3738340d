// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>What Lambda tells of a function or of one of its versions. A function is ready as soon as it is defined.</summary>
internal sealed record FunctionConfiguration
{
    public required string FunctionName { get; init; }

    /// <summary>With the version or alias by which it was asked for.</summary>
    public required string FunctionArn { get; init; }

    public required string Runtime { get; init; }

    public string? Role { get; init; }

    public string? Handler { get; init; }

    public required long CodeSize { get; init; }

    public required string Description { get; init; }

    public required int Timeout { get; init; }

    public required int MemorySize { get; init; }

    /// <summary>As Lambda writes it: <c>2026-01-02T03:04:05.000+0000</c>.</summary>
    public required string LastModified { get; init; }

    /// <summary><see langword="null"/> where the code is a folder or a file that may change.</summary>
    public string? CodeSha256 { get; init; }

    public required string Version { get; init; }

    /// <summary>The variables; <see langword="null"/> when there are none.</summary>
    public ImmutableSortedDictionary<string, string>? Environment { get; init; }

    public required string RevisionId { get; init; }

    public string State { get; } = "Active";

    public string LastUpdateStatus { get; } = "Successful";

    public string PackageType { get; } = "Zip";

    public required ImmutableArray<string> Architectures { get; init; }

    /// <param name="account">Whose function it is.</param>
    /// <param name="version">The function or one of its versions.</param>
    /// <param name="qualifier">The version or alias by which it was asked for.</param>
    public static FunctionConfiguration Of(Account account, Function version, string? qualifier) => new()
    {
        FunctionName = version.FunctionName,
        FunctionArn = FunctionArns.Of(account, version.FunctionName, qualifier),
        Runtime = version.Runtime,
        Role = version.Role,
        Handler = version.Handler,
        CodeSize = version.CodeSize,
        Description = version.Description ?? "",
        Timeout = version.Timeout,
        MemorySize = version.MemorySize,
        LastModified = version.LastModified.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", System.Globalization.CultureInfo.InvariantCulture),
        CodeSha256 = version.CodeSha256,
        Version = version.Version,
        Environment = version.Environment.IsEmpty ? null : version.Environment,
        RevisionId = version.RevisionId,
        Architectures = [version.Architecture],
    };
}
