// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>An operation's path with its labels, and what its query must say.</summary>
internal sealed class UriTemplate
{
    public UriTemplate(string text)
    {
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        Segments = (mark < 0 ? text : text[..mark]).TrimStart('/').Split('/');
        Query = mark < 0 ? [] : [.. QueryString.Parse(text[(mark + 1)..])];
    }

    /// <summary>Literals, {labels} and, at the end, a {greedy+} one.</summary>
    public IReadOnlyList<string> Segments { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; }

    public static bool IsLabel(string segment) => segment.StartsWith('{');

    public static bool IsGreedy(string segment) => segment.EndsWith("+}", StringComparison.Ordinal);

    public static string LabelName(string segment) => segment.Trim('{', '+', '}');

    /// <summary>Whether a query has all that this template fixes.</summary>
    public bool Fits(IReadOnlyList<KeyValuePair<string, string>> query)
    {
        foreach (var wanted in Query)
        {
            if (!query.Contains(wanted))
            {
                return false;
            }
        }

        return true;
    }
}
