// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Parsing;

/// <summary>The beginning of a reference: the signs before its name say what it is.</summary>
/// <param name="Name">The variable; empty where there is none.</param>
/// <param name="Kept">Characters before the reference that print as they are.</param>
/// <param name="Slashes">Backslashes that print before those.</param>
/// <param name="Skipped">Characters of the first token that are not the reference's own text.</param>
/// <param name="IsEscaped">Whether it prints as it is written.</param>
/// <param name="IsQuiet">Whether it has the mark of a quiet reference.</param>
/// <param name="IsFormal">Whether it stands in braces after a dollar sign.</param>
/// <param name="IsRunt">Whether it is no reference at all: a word or brace right after one. It prints its first token and nothing of the rest.</param>
/// <param name="IsBroken">Whether there are backslashes between its dollar sign and its mark: it never has a value.</param>
internal readonly record struct ReferenceHead(
    string Name, string Kept, int Slashes, int Skipped, bool IsEscaped, bool IsQuiet, bool IsFormal, bool IsRunt, bool IsBroken)
{
    /// <param name="image">The first token as it is written.</param>
    /// <param name="next">The second one.</param>
    public static ReferenceHead Of(ReadOnlySpan<char> image, ReadOnlySpan<char> next)
    {
        if (image.IndexOf("\\!") >= 0)
        {
            return new ReferenceHead("", "", 0, 0, false, false, false, false, IsBroken: true);
        }

        var slashes = image.IndexOfAnyExcept('\\');
        slashes = slashes < 0 ? image.Length : slashes;
        var dollar = image[slashes..].LastIndexOf('$');
        var skipped = slashes + Math.Max(0, dollar);
        var kept = image[slashes..skipped].ToString();
        var own = image[skipped..];
        var isEscaped = slashes % 2 == 1;
        if (own.StartsWith("$!"))
        {
            var isBraced = own.StartsWith("$!{");
            return new ReferenceHead((isBraced ? next : own[2..]).ToString(), kept, slashes / 2, skipped, isEscaped, true, isBraced, false, false);
        }

        return own is "${" ? new ReferenceHead(next.ToString(), kept, slashes / 2, skipped, isEscaped, false, true, false, false)
            : own.StartsWith('$') ? new ReferenceHead(own[1..].ToString(), kept, slashes / 2, skipped, isEscaped, false, false, false, false)
            : new ReferenceHead("", "", 0, skipped, false, false, false, IsRunt: true, false);
    }
}
