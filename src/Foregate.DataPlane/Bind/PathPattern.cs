// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using Foregate.DataPlane.Mapping;

namespace Foregate.DataPlane.Bind;

/// <summary>
/// The path of a resource or a route key, read: literals, <c>{name}</c> and <c>{name+}</c>. Segments are what stands between slashes,
/// so that the path <c>/</c> is one empty segment; resource trees skip empty ones, route tables do not.
/// </summary>
internal sealed class PathPattern
{
    /// <summary>Segments at most: more fit in no URL that people write, and matching recurses as deep.</summary>
    public const int MaxSegments = 128;

    /// <summary>Bytes of one literal segment at most.</summary>
    public const int MaxLiteralLength = 255;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-:");

    private PathPattern(PathSegment[] segments, string[] parameterNames)
    {
        Segments = segments;
        ParameterNames = parameterNames;
    }

    public PathSegment[] Segments { get; }

    /// <summary>Names of the variables in order of appearance, without braces and plus.</summary>
    public string[] ParameterNames { get; }

    public bool IsGreedy => Segments[^1].Kind == PathSegmentKind.Greedy;

    /// <summary>Reads a path that starts with a slash. Null when it cannot be matched; the fault says why.</summary>
    public static PathPattern? Parse(string path, out string fault)
    {
        fault = "";
        if (!path.StartsWith('/'))
        {
            fault = "The path " + path + " must start with a slash.";
            return null;
        }

        var parts = path[1..].Split('/');
        var segments = new PathSegment[parts.Length];
        var names = new List<string>();
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            if (part.AsSpan().IndexOfAny('{', '}') < 0)
            {
                segments[i] = new PathSegment(PathSegmentKind.Literal, Decoded(part));
                continue;
            }

            var greedy = part.EndsWith("+}", StringComparison.Ordinal);
            segments[i] = new PathSegment(greedy ? PathSegmentKind.Greedy : PathSegmentKind.Variable, []);
            var name = part.StartsWith('{') && part.EndsWith('}') ? part[1..^(greedy ? 2 : 1)] : "";
            if (name.Length == 0 || name.AsSpan().IndexOfAnyExcept(NameCharacters) >= 0)
            {
                fault = "The segment " + part + " of the path " + path
                    + " is not a path variable: write {name} or {name+} as a whole segment, with letters, digits and . _ - : in the name.";
                return null;
            }

            names.Add(name);
        }

        fault = FaultOf(path, segments, names);
        return fault.Length == 0 ? new PathPattern(segments, [.. names]) : null;
    }

    private static string FaultOf(string path, PathSegment[] segments, List<string> names)
    {
        if (segments.Length > MaxSegments || names.Count > MatchedRoute.MaxParameters)
        {
            return $"The path {path} has more than {MaxSegments} segments or {MatchedRoute.MaxParameters} variables: shorten it.";
        }

        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i].Kind == PathSegmentKind.Greedy && i < segments.Length - 1)
            {
                return "The path " + path + " goes on after a greedy variable: {name+} takes the rest of the path and must be its last segment.";
            }

            if (segments[i].Text.Length > MaxLiteralLength)
            {
                return $"A segment of the path {path} is longer than {MaxLiteralLength} bytes: shorten it.";
            }
        }

        for (var i = 1; i < names.Count; i++)
        {
            if (names.IndexOf(names[i]) < i)
            {
                return "The path " + path + " uses the variable {" + names[i] + "} twice: give each its own name.";
            }
        }

        return "";
    }

    private static byte[] Decoded(string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        return bytes.AsSpan(0, PercentEncoding.Decode(bytes, bytes)).ToArray();
    }
}
