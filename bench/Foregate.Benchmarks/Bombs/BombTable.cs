// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.Benchmarks.Bombs;

/// <summary>What each bomb costs: the thread's own processor time, the least of five runs, and what a run allocates.</summary>
internal static class BombTable
{
    private const double MostMilliseconds = 50;
    private const int Runs = 5;

    // Each kind with its bombs: a kind more is a line here.
    private static readonly (string Kind, Func<IEnumerable<Bomb>> Bombs)[] s_sources =
    [
        ("template", TemplateBombs.All),
        ("path", LanguageBombs.Paths),
        ("schema", LanguageBombs.Schemas),
        ("pattern", LanguageBombs.Patterns),
    ];

    /// <param name="kind">The only kind to run; null for all.</param>
    /// <returns>How many passed a bound, or were not refused.</returns>
    public static int Print(TextWriter to, string? kind)
    {
        var (failed, count) = (0, 0);
        to.WriteLine("| bomb | outcome | CPU ms | allocated | input | bound | |");
        to.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (source, bombs) in s_sources)
        {
            if (kind is not null && source != kind)
            {
                continue;
            }

            foreach (var bomb in bombs())
            {
                count++;
                failed += Passes(to, source, bomb) ? 0 : 1;
            }
        }

        to.WriteLine();
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} bombs, {failed} beyond {MostMilliseconds} ms of processor time, 10 x input + 1 MiB, or not refused."));
        return count == 0 ? 1 : failed;
    }

    private static bool Passes(TextWriter to, string kind, Bomb bomb)
    {
        var (least, bytes) = (double.MaxValue, long.MaxValue);
        string? refusal = null;
        for (var run = 0; run < Runs; run++)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var start = ThreadClock.Milliseconds;
            refusal = bomb.Act();
            least = Math.Min(least, ThreadClock.Milliseconds - start);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - allocated);
        }

        var passes = (refusal is not null || bomb.MayBeServed) && least <= MostMilliseconds && bytes <= bomb.MostBytes;
        var outcome = refusal is null ? "carried out" : "refused: " + (refusal.Length > 90 ? refusal[..90] + "…" : refusal).ReplaceLineEndings(" ").Replace('|', '/');
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {kind}: {bomb.Name} | {outcome} | {least:0.0} | {bytes} | {bomb.InputBytes} | {bomb.MostBytes} | {(passes ? "pass" : "FAIL")} |"));
        return passes;
    }
}
