// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>The pattern that a call last compiled. Renderings on several threads share it: one reference, read and swapped whole.</summary>
internal sealed class PatternMemory
{
    private JavaPattern? _last;

    /// <summary>Whether a method's first argument is a pattern.</summary>
    public static bool IsPattern(string method) => method is "matches" or "split" or "replaceAll" or "replaceFirst";

    /// <summary>The pattern compiled; null with the reason when it is none.</summary>
    /// <param name="isNew">Whether it had to be compiled, which is work.</param>
    public JavaPattern? Get(string pattern, out bool isNew, out string? error)
    {
        error = null;
        isNew = false;
        if (_last is { } last && last.Source == pattern)
        {
            return last;
        }

        isNew = true;
        return JavaPattern.Parse(pattern, out error) is { } compiled ? _last = compiled : null;
    }
}
