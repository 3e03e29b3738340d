// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Bind;

namespace Foregate.DataPlane.Tests.Bind;

/// <summary>
/// A second implementation of AWS's matching rules, as slow and as close to their wording as can be: it looks at every route, and sorts
/// those that match.
/// </summary>
internal static class RoutingOracle
{
    private static readonly string[] s_methods = ["GET", "POST", "ANY"];
    private static readonly string[] s_requested = ["GET", "POST", "PUT"];

    private static readonly string[] s_parts =
        ["a", "b", "ab", "aaaaaaaa", "aaaaaaaab", "aaaaaaaaaaaab", "aaaaaaaaaaaac", "{x}", "{x}", "{y}", ""];

    private static readonly string[] s_segments =
        ["a", "b", "ab", "aaaaaaaa", "aaaaaaaab", "aaaaaaaaaaaab", "aaaaaaaaaaaac", "%61", "a%62", "c", "a%2Fb", "", "", "%61aaaaaaaaaaab"];

    public static Gen<string> Methods { get; } = Gen.Int[0, 2].Select(i => s_requested[i]);

    /// <summary>Route keys; some cannot be read or say the same twice, and are for <see cref="Distinct"/> to drop.</summary>
    public static Gen<string[]> Keys { get; } =
        Gen.Select(Gen.Int[0, 2].Select(i => s_methods[i]), Gen.Int[0, s_parts.Length - 1].Array[1, 4], Gen.Int[0, 3])
            .Select((method, parts, ending) =>
                method + " " + string.Concat(parts.Select(p => "/" + s_parts[p])) + (ending == 0 ? "/{rest+}" : ""))
            .Array[1, 14];

    public static Gen<string> Targets { get; } =
        Gen.Int[0, s_segments.Length - 1].Array[1, 5].Select(parts => string.Concat(parts.Select(p => "/" + s_segments[p])));

    /// <summary>The keys that can stand together.</summary>
    public static string[] Distinct(string[] keys, bool skipsEmpty)
    {
        var seen = new HashSet<string>();
        return [.. keys.Where(key => PathPattern.Parse(Path(key), out _) is not null && seen.Add(Method(key) + Shape(Parts(Path(key), skipsEmpty))))];
    }

    /// <summary>Per segment a literal, then a variable, then greedy; the resource found decides about the method alone.</summary>
    public static string Rest(string[] keys, string method, string target)
    {
        var segments = Parts(target, skipsEmpty: true);
        var resources = keys.SelectMany(key => Prefixes(Parts(Path(key), skipsEmpty: true))).DistinctBy(Shape).Append([]);
        var best = resources.Where(parts => Matches(parts, segments, needsSegment: true)).MinBy(Kinds, StringComparer.Ordinal);
        var routes = best is null ? [] : keys.Where(key => Shape(Parts(Path(key), skipsEmpty: true)) == Shape(best)).ToArray();
        var route = routes.FirstOrDefault(key => Method(key) == method) ?? routes.FirstOrDefault(key => Method(key) == "ANY");
        return route is null ? "403" : route + Values(Parts(Path(route), skipsEmpty: true), segments, GreedyText);

        string GreedyText(int from)
        {
            var at = 0;
            for (var skipped = -1; ; at++)
            {
                skipped += target[at] != '/' && (at == 0 || target[at - 1] == '/') ? 1 : 0;
                if (skipped == from)
                {
                    return target[at..].TrimEnd('/');
                }
            }
        }
    }

    /// <summary>Full matches, most specific first; then greedy ones, the longer static prefix first; then $default.</summary>
    public static string Http(string[] keys, string method, string target)
    {
        var segments = Parts(target, skipsEmpty: false);
        var best = keys.Where(key => Method(key) is var own && (own == method || own == "ANY") && Matches(Parts(Path(key), false), segments, false))
            .OrderBy(key => key.EndsWith("+}", StringComparison.Ordinal))
            .ThenByDescending(key => key.EndsWith("+}", StringComparison.Ordinal) ? Parts(Path(key), false).TakeWhile(p => !p.StartsWith('{')).Count() : 0)
            .ThenBy(key => Kinds(Parts(Path(key), false)), StringComparer.Ordinal)
            .ThenBy(key => Method(key) == "ANY")
            .FirstOrDefault();
        return best is null ? "404" : best + Values(Parts(Path(best), false), segments, from => string.Join('/', segments[from..]));
    }

    private static string Method(string key) => key[..key.IndexOf(' ')];

    private static string Path(string key) => key[(key.IndexOf(' ') + 1)..];

    private static string[] Parts(string path, bool skipsEmpty) =>
        path[1..].Split('/', skipsEmpty ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None);

    private static IEnumerable<string[]> Prefixes(string[] parts) => Enumerable.Range(0, parts.Length + 1).Select(n => parts[..n]);

    private static string Shape(string[] parts) => string.Concat(parts.Select(p => "/" + (!p.StartsWith('{') ? p : p.EndsWith("+}", StringComparison.Ordinal) ? "{+}" : "{}")));

    // 0 literal, 1 variable, 2 greedy: the smaller text is the more specific path.
    private static string Kinds(string[] parts) => string.Concat(parts.Select(p => !p.StartsWith('{') ? '0' : p.EndsWith("+}", StringComparison.Ordinal) ? '2' : '1'));

    private static bool Matches(string[] parts, string[] segments, bool needsSegment)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].EndsWith("+}", StringComparison.Ordinal))
            {
                return segments.Skip(i).Any(s => s.Length > 0) && (!needsSegment || segments.Length > i);
            }

            if (i >= segments.Length || (parts[i].StartsWith('{') ? segments[i].Length == 0 : Uri.UnescapeDataString(segments[i]) != parts[i]))
            {
                return false;
            }
        }

        return parts.Length == segments.Length;
    }

    private static string Values(string[] parts, string[] segments, Func<int, string> greedy) => string.Concat(parts.Select((part, i) =>
        !part.StartsWith('{') ? ""
        : part.EndsWith("+}", StringComparison.Ordinal) ? " " + part[1..^2] + "=" + greedy(i)
        : " " + part[1..^1] + "=" + segments[i]));
}
