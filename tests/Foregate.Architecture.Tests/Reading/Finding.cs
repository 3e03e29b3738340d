// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Architecture.Tests.Reading;

/// <summary>One place where the house differs from its plan.</summary>
/// <param name="File">Path from the repository's root.</param>
/// <param name="Line">From 1; 0 when the whole file or folder is meant.</param>
/// <param name="Rule">The rule in a few words.</param>
/// <param name="Message">What was found.</param>
internal sealed record Finding(string File, int Line, string Rule, string Message)
{
    public override string ToString() => $"{File}{(Line > 0 ? ":" + Line : "")}: {Rule}: {Message}";
}
