// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Benchmarks.Bombs;

/// <summary>Something that was made to cost much.</summary>
/// <param name="InputBytes">Bytes of all that its maker sends.</param>
/// <param name="Act">Takes it in as the gateway would. The reason of the refusal; null when it was carried out.</param>
/// <param name="MayBeServed">Whether it is cheap here, so that it need not be refused: a pattern that only back-tracking makes dear.</param>
internal sealed record Bomb(string Name, long InputBytes, Func<string?> Act, bool MayBeServed = false)
{
    /// <summary>What it may take of memory.</summary>
    public long MostBytes => (10 * InputBytes) + (1 << 20);
}
