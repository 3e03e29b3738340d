// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Security.Cryptography;
using Foregate.Definitions;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>What an import needs to know besides the document.</summary>
public sealed record ImportOptions
{
    /// <summary>Where operations without an integration are proxied to: an absolute <c>http</c> or <c>https</c> URL without a query.</summary>
    public string? Upstream { get; init; }

    /// <summary>The stage to deploy to; <see langword="null"/> takes <c>x-foregate-stage</c>, or <c>prod</c> (REST) and <c>$default</c> (HTTP).</summary>
    public string? StageName { get; init; }

    /// <summary>Values of a template's parameters.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Whether the document is only looked at, away from the account that it is for: what it names of that account is taken to be there.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The limits to keep.</summary>
    public Quotas Quotas { get; init; } = Quotas.Default;

    /// <summary>The import that this one replaces: what it made is deleted first, and the key values it generated live on.</summary>
    public ImportResult? Previous { get; init; }

    /// <summary>Whether an API of another account, or in another region, has this id.</summary>
    public Func<string, bool> IsTakenElsewhere { get; init; } = static _ => false;

    /// <summary>What lies in a bucket, by bucket, key and version; nothing where there are no buckets.</summary>
    public Func<string, string, string?, ReadOnlyMemory<byte>?> ReadObject { get; init; } = static (_, _, _) => null;

    /// <summary>Keeps a function's archive and gives its file; <see langword="null"/> where archives cannot be kept.</summary>
    public Func<ReadOnlyMemory<byte>, string>? KeepCode { get; init; }

    /// <summary>Where generated key values come from.</summary>
    public Action<Span<byte>> FillRandom { get; init; } = RandomNumberGenerator.Fill;

    /// <summary>The kind of API that the document must be, where it is the body of a resource whose stages are resources of their own.</summary>
    internal ApiKind? BodyOf { get; init; }
}
