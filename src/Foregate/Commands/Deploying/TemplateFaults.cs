// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Foregate.Commands.Deploying;

/// <summary>What a gateway says is wrong with a template: one sentence on the wire, lines that name the file here.</summary>
internal static partial class TemplateFaults
{
    /// <summary>One line for each fault; none where the text is no list of them.</summary>
    /// <param name="file">The template's own name: the gateway knows none.</param>
    public static IReadOnlyList<string> Lines(string text, string file)
    {
        var lines = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            var fault = Pattern().Match(text, at);
            if (!fault.Success)
            {
                return [];
            }

            lines.Add($"{file}:{fault.Groups["place"].Value}: error {Failures.DocumentFault}: {fault.Groups["cause"].Value}. {fault.Groups["cure"].Value}. [{fault.Groups["path"].Value}]");
            at += fault.Length;
        }

        return lines;
    }

    [GeneratedRegex(@"\G(?<cause>.+?)\.? \(template:(?<place>\d+:\d+), (?<path>#.*?): (?<cure>.+?)\.?\)(?:; |$)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
