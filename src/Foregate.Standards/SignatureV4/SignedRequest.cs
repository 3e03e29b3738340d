// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.SignatureV4;

/// <summary>A request as it came, before anybody believes its signature.</summary>
public sealed record SignedRequest
{
    public required string Method { get; init; }

    /// <summary>As it was sent, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>As it was sent, without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>All headers, names in any case, those of one name in their order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The whole body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The values of a header, in their order.</summary>
    public IEnumerable<string> Values(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                yield return value;
            }
        }
    }
}
