// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Arns;

/// <summary>Compares ARNs as IAM's <c>ArnLike</c> does: each of the six parts by itself, <c>*</c> for any characters and <c>?</c> for one.</summary>
public static class ArnPattern
{
    private const int Parts = 6;

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> arn)
    {
        for (var part = 1; part < Parts; part++)
        {
            var patternEnd = pattern.IndexOf(':');
            var arnEnd = arn.IndexOf(':');
            if (patternEnd < 0 || arnEnd < 0 || !IsLike(pattern[..patternEnd], arn[..arnEnd]))
            {
                return false;
            }

            pattern = pattern[(patternEnd + 1)..];
            arn = arn[(arnEnd + 1)..];
        }

        return IsLike(pattern, arn);
    }

    /// <summary>Whether a text is like a pattern; without recursion, so that no pattern takes long.</summary>
    public static bool IsLike(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var at = 0;
        var star = -1;
        var tried = 0;
        for (var i = 0; i < text.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                tried = i;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[i]))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                // The last star takes one character more.
                at = star + 1;
                i = ++tried;
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].TrimStart('*').IsEmpty;
    }
}
