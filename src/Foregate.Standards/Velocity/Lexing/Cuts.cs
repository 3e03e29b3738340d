// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.Standards.Velocity.Lexing;

/// <summary>
/// Places of a template that are not of the text which its tokens stand for: Velocity writes tokens out in two ways, each of which leaves out other signs.
/// </summary>
internal sealed class Cuts
{
    private readonly List<(int Start, int Length, bool InText, bool InImage)> _cuts = [];

    /// <param name="inText">Whether it is left out where a token prints as text.</param>
    /// <param name="inImage">Whether it is left out where a call prints as it was written.</param>
    public void Add(int start, int length, bool inText, bool inImage)
    {
        if (length == 0)
        {
            return;
        }

        // They come in the order of the template but for a few.
        var at = _cuts.Count;
        while (at > 0 && _cuts[at - 1].Start > start)
        {
            at--;
        }

        _cuts.Insert(at, (start, length, inText, inImage));
    }

    /// <summary>What stands from one place to another, without what is cut.</summary>
    public string Take(string text, int from, int to, bool asImage)
    {
        var at = _cuts.Count;
        while (at > 0 && _cuts[at - 1].Start + _cuts[at - 1].Length > from)
        {
            at--;
        }

        StringBuilder? made = null;
        var next = from;
        for (; at < _cuts.Count; at++)
        {
            var (start, length, inText, inImage) = _cuts[at];
            if (start < to && start + length > next && (asImage ? inImage : inText))
            {
                made = (made ?? new StringBuilder()).Append(text, next, Math.Max(0, start - next));
                next = Math.Min(to, start + length);
            }
        }

        return made is null ? text[from..to] : made.Append(text, next, to - next).ToString();
    }
}
