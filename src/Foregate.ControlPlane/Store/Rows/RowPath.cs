// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Rows;

/// <summary>Names a row inside an account: group and key in turn, such as <c>restApis/a1b2c3/stages/prod</c>; the account's own is empty.</summary>
internal static class RowPath
{
    public static string Of(string parent, string group, string key) => parent.Length == 0 ? $"{group}/{Escape(key)}" : $"{parent}/{group}/{Escape(key)}";

    public static string Unescape(string segment) =>
        segment.Contains('~', StringComparison.Ordinal) ? segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal) : segment;

    // Slashes part; as in JSON pointers.
    private static string Escape(string key) => key.AsSpan().IndexOfAny('~', '/') < 0 ? key : key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
