// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Objects;

/// <summary>The order in which S3 lists keys: that of their bytes in UTF-8. UTF-16 has another one from U+E000 on.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        var isEnd = common == x!.Length || common == y!.Length;
        return isEnd ? x.Length.CompareTo(y!.Length) : Rank(x[common]).CompareTo(Rank(y![common]));
    }

    // Surrogates stand for what comes after all other characters.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
