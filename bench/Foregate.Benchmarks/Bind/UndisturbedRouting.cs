// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using Foregate.DataPlane.Verdicts;

namespace Foregate.Benchmarks.Bind;

/// <summary>
/// Routing on a machine that others use too, where a mean measures the others. All requests are run through many times in short
/// pieces; of each piece the best time counts. Between two runs of a piece lie all other requests, so the caches are as in the mean.
/// </summary>
internal static class UndisturbedRouting
{
    private const int Requests = 65_536;
    private const int Piece = 256;
    private const int Rounds = 60;

    public static void Print(TextWriter to)
    {
        foreach (var kind in (ApiKind[])[ApiKind.Rest, ApiKind.Http])
        {
            foreach (var routes in (int[])[10, 1_000, 50_000])
            {
                var nanoseconds = Measure(new RoutingCase(kind, routes, Requests));
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-5} {routes,6} routes: {nanoseconds,6:F1} ns a match"));
            }
        }
    }

    private static double Measure(RoutingCase routing)
    {
        var best = new long[routing.Count / Piece];
        Array.Fill(best, long.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < best.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                routing.Bind(i * Piece, Piece);
                best[i] = Math.Min(best[i], Stopwatch.GetTimestamp() - start);
            }
        }

        return best.Sum() * 1e9 / Stopwatch.Frequency / routing.Count;
    }
}
