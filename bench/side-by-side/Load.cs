// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Foregate.SideBySide;

/// <summary>Runs wrk (HTTP/1.1) or h2load (HTTP/2) against one contender.</summary>
internal static partial class Load
{
    public static LoadResult Run(Scenario scenario, Contender contender, int seconds, string folder)
    {
        var url = Url(scenario, contender);
        return scenario.Http2 ? H2Load(scenario, contender, url, seconds) : Wrk(scenario, contender, url, seconds, folder);
    }

    private static LoadResult Wrk(Scenario scenario, Contender contender, string url, int seconds, string folder)
    {
        var script = Path.Combine(folder, contender.Name.Replace(' ', '-') + "-" + scenario.Name + ".lua");
        var lines = new List<string>();
        if (scenario.Body is { } body)
        {
            lines.Add("wrk.method = \"POST\"");
            lines.Add($"wrk.body = [==[{Encoding.UTF8.GetString(body)}]==]");
            lines.Add($"wrk.headers[\"Content-Type\"] = \"{scenario.ContentType}\"");
        }

        foreach (var (name, value) in contender.Headers)
        {
            lines.Add($"wrk.headers[\"{name}\"] = \"{value}\"");
        }

        lines.Add("done = function(s, l, r) io.write(string.format(\"RESULT %d %d %f %f %d\\n\", s.requests, s.duration, l:percentile(50) / 1000, l:percentile(99) / 1000, s.errors.status + s.errors.read + s.errors.write + s.errors.timeout + s.errors.connect)) end");
        File.WriteAllLines(script, lines);
        var output = Execute("wrk", "-t1", $"-c{scenario.Connections}", $"-d{seconds}s", "-s", script, url);
        var match = WrkResult().Match(output);
        if (!match.Success)
        {
            throw new InvalidOperationException("wrk printed no result:\n" + output);
        }

        var requests = Long(match, 1);
        return new LoadResult(requests, requests / (Long(match, 2) / 1e6), Number(match, 3), Number(match, 4), Long(match, 5));
    }

    /// <summary>
    /// Percentiles from a short run of their own: h2load has them only from a log of every request, whose writing takes processor time
    /// that the run above should have.
    /// </summary>
    public static LoadResult WithPercentiles(LoadResult result, Scenario scenario, Contender contender, string folder)
    {
        var log = Path.Combine(folder, "h2load.log");
        File.Delete(log);
        Execute("h2load", [.. H2Arguments(scenario, contender, 1), "--log-file=" + log, Url(scenario, contender)]);
        var micros = File.ReadLines(log).Select(line => line.Split('\t')).Where(fields => fields.Length == 3)
            .Select(fields => double.Parse(fields[2], CultureInfo.InvariantCulture)).Order().ToArray();
        return result with { P50Milliseconds = At(micros, 0.5), P99Milliseconds = At(micros, 0.99) };
    }

    private static LoadResult H2Load(Scenario scenario, Contender contender, string url, int seconds)
    {
        var output = Execute("h2load", [.. H2Arguments(scenario, contender, seconds), url]);
        var done = H2Done().Match(output);
        if (!done.Success)
        {
            throw new InvalidOperationException("h2load printed no result:\n" + output);
        }

        return new LoadResult(Long(done, 1), Number(H2Rate().Match(output), 1), 0, 0, Long(done, 2) + Long(done, 3));
    }

    private static List<string> H2Arguments(Scenario scenario, Contender contender, int seconds)
    {
        var arguments = new List<string> { "-t1", $"-c{scenario.Connections}", "-m8", $"-D{seconds}" };
        foreach (var (name, value) in contender.Headers)
        {
            // h2load sends :authority from the URL; the contender's host form goes there.
            arguments.AddRange(["-H", (name == "Host" ? ":authority" : name.ToLowerInvariant()) + ": " + value]);
        }

        return arguments;
    }

    private static string Url(Scenario scenario, Contender contender) => contender.Url(scenario.Tls) + contender.PathPrefix + scenario.Path;

    private static double At(double[] micros, double share) => micros.Length == 0 ? 0 : micros[(int)((micros.Length - 1) * share)] / 1000;

    private static string Execute(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + error.GetAwaiter().GetResult();
    }

    private static long Long(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"RESULT (\d+) (\d+) ([\d.]+) ([\d.]+) (\d+)")]
    private static partial Regex WrkResult();

    [GeneratedRegex(@"requests: \d+ total, \d+ started, \d+ done, (\d+) succeeded, (\d+) failed, (\d+) errored")]
    private static partial Regex H2Done();

    [GeneratedRegex(@"finished in [^,]+, ([\d.]+) req/s")]
    private static partial Regex H2Rate();
}
