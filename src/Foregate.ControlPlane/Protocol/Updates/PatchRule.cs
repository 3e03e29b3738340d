// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>A path of a resource that may be changed, how, and what the change does.</summary>
/// <param name="Pattern">As AWS lists it: literal segments, and {names} for any segment.</param>
internal sealed record PatchRule(string Pattern, IReadOnlyList<string> Ops, PatchAction Apply)
{
    private readonly string[] _segments = PatchOperation.Segments(Pattern);

    /// <summary>What the path has in place of {names}; <see langword="null"/> when the pattern is of another path.</summary>
    public IReadOnlyList<string>? Match(IReadOnlyList<string> path)
    {
        if (path.Count != _segments.Length)
        {
            return null;
        }

        var captured = new List<string>();
        for (var i = 0; i < path.Count; i++)
        {
            if (_segments[i].StartsWith('{') && path[i].Length > 0)
            {
                captured.Add(path[i]);
            }
            else if (_segments[i] != path[i])
            {
                return null;
            }
        }

        return captured;
    }
}
