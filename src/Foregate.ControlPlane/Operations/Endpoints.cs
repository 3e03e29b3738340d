// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Foregate.ControlPlane.Operations;

/// <summary>Says whether a text can be the address of an HTTP back end.</summary>
internal static partial class Endpoints
{
    /// <summary>
    /// An <c>http</c> or <c>https</c> URL that may hold <c>{name}</c> placeholders and, anywhere after the scheme, <c>${stageVariables.name}</c>.
    /// </summary>
    public static bool IsHttp(string? uri)
    {
        if (uri is null || uri.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return false;
        }

        var filled = Placeholder().Replace(StageVariable().Replace(uri, "1"), "1");
        return !filled.AsSpan().ContainsAny('{', '}')
            && (filled.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || filled.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            && Uri.TryCreate(filled, UriKind.Absolute, out var parsed)
            && parsed.Host.Length > 0
            && parsed.UserInfo.Length == 0
            && parsed.Fragment.Length == 0;
    }

    [GeneratedRegex(@"\$\{stageVariables\.[A-Za-z0-9_]+\}")]
    private static partial Regex StageVariable();

    [GeneratedRegex(@"\{[A-Za-z0-9._$-]+\}")]
    private static partial Regex Placeholder();
}
