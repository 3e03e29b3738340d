// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Foregate;

/// <summary>A line of a function's log as a person reads it: time, function, the invocation's id, text.</summary>
internal static class LogText
{
    // The first eight digits tell invocations apart well enough for eyes.
    private const int IdDigits = 8;

    /// <param name="requestId">Null before a function's first invocation.</param>
    /// <param name="isNotice">Whether the host says it, not the function.</param>
    public static string Render(DateTimeOffset time, string function, Guid? requestId, bool isNotice, string written)
    {
        var text = new StringBuilder();
        text.Append(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(' ').Append(function).Append(' ');
        text.Append(requestId is { } id ? id.ToString("D")[..IdDigits] : "-").Append(isNotice ? " [host] " : " ");

        // What a function writes may come from its callers: a terminal must not be steered by it.
        foreach (var character in written)
        {
            if (char.IsControl(character) && character != '\t')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            }
            else
            {
                text.Append(character);
            }
        }

        return text.ToString();
    }
}
