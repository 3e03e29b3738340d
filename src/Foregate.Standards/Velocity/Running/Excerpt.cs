// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Running;

/// <summary>A part of a template, for messages: cut out only when one is written.</summary>
internal readonly struct Excerpt(string template, int from, int to)
{
    private const int Longest = 80;

    public ReadOnlySpan<char> Whole => template.AsSpan(from, to - from);

    public override string ToString() => template.Substring(from, Math.Min(Longest, to - from)).TrimEnd();
}
