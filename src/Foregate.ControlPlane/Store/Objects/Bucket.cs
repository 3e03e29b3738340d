// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Foregate.ControlPlane.Store.Objects;

/// <summary>A bucket of S3 and what was said of it. Its name belongs to one account of all.</summary>
public sealed partial record Bucket
{
    public required string Name { get; init; }

    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary><c>Enabled</c>, <c>Suspended</c>, or <see langword="null"/> as long as nothing was said: then a key has one object.</summary>
    public string? Versioning { get; init; }

    /// <summary>What is kept and told again as it was said, by S3's word for it (<c>policy</c>, <c>encryption</c>, …).</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    internal bool IsVersioned => Versioning == "Enabled";

    /// <summary>Whether S3 takes the name for a new bucket: 3 to 63 small letters, digits, hyphens and single dots, and no address.</summary>
    public static bool IsName(string name) => Names().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal) && !Address().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"\A\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
