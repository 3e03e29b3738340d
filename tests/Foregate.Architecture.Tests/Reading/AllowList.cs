// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Architecture.Tests.Reading;

/// <summary>
/// Exceptions from a rule, each a path (or a name) with its reason. May only shrink: an entry that excuses nothing is itself a
/// finding, and so is one more entry than the ceiling.
/// </summary>
internal sealed class AllowList(int ceiling, params (string Key, string Reason)[] entries)
{
    /// <summary>No exceptions.</summary>
    public static AllowList None { get; } = new(0);

    /// <summary>What remains of the findings, plus what is wrong with the list itself.</summary>
    public IEnumerable<Finding> Apply(IEnumerable<Finding> findings)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var excuse = entries.FirstOrDefault(entry => entry.Key == finding.File || finding.Message.StartsWith(entry.Key + ' ', StringComparison.Ordinal));
            if (excuse.Key is null)
            {
                yield return finding;
            }
            else
            {
                used.Add(excuse.Key);
            }
        }

        foreach (var (key, reason) in entries)
        {
            if (!used.Contains(key))
            {
                yield return new Finding(key, 0, "allow-lists shrink", "no longer needs its exception: take it off the list");
            }

            if (string.IsNullOrWhiteSpace(reason))
            {
                yield return new Finding(key, 0, "allow-lists give reasons", "no reason");
            }
        }

        if (entries.Length > ceiling)
        {
            yield return new Finding("", 0, "allow-lists shrink", $"{entries.Length} entries, {ceiling} at most");
        }
    }
}
