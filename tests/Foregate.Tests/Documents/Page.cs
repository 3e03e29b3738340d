// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Foregate.Tests.Documents;

/// <summary>The fenced blocks of a page of documentation, in order.</summary>
internal static class Page
{
    /// <summary>Language, file name (after the language, or empty) and text of each block.</summary>
    public static IReadOnlyList<(string Language, string File, string Text)> Blocks(string path) =>
        [.. Regex.Matches(File.ReadAllText(path), @"(?ms)^```(\w+) ?([^\n]*)\n(.*?)^```$").Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value.TrimEnd('\n')))];
}
