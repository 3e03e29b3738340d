// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text;

namespace Foregate.Standards.Tests.JsonPath;

/// <summary>Jayway's own library in one of its versions, asked many paths in one process. Where it is not to be had, the test that asks for it is skipped and says so.</summary>
internal sealed class JaywayPeer
{
    // Current Jayway comes within WireMock, which is published for npm as one jar with everything that it needs, under names of its own.
    private const string WireMock = "wiremock@3.13.2";
    private const string WireMockNames = "wiremock.";
    private const string Debian = "/usr/share/java/";

    private static readonly string[] s_debian = ["json-path.jar", "json-smart.jar", "accessors-smart.jar", "asm.jar", "slf4j-api.jar", "slf4j-nop.jar"];

    private readonly string _jars;
    private readonly string _prefix;

    private JaywayPeer(string jars, string prefix)
    {
        _jars = jars;
        _prefix = prefix;
    }

    /// <summary>Version 2.0.0, as Debian has it.</summary>
    public static JaywayPeer Old()
    {
        var jars = s_debian.Select(jar => Debian + jar).ToList();
        Assert.SkipUnless(jars.TrueForAll(File.Exists), "libjsonpath-java is not installed.");
        return new JaywayPeer(string.Join(':', jars), "");
    }

    /// <summary>The version that WireMock 3.13.2 is made with.</summary>
    /// <param name="folder">Where npm may put it.</param>
    public static async Task<JaywayPeer> CurrentAsync(string folder)
    {
        var (code, _, complaint) = await RunAsync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--prefix", folder, WireMock], []);
        Assert.SkipUnless(code == 0, $"npm cannot install {WireMock}, which holds current Jayway: {complaint}");
        var jar = Directory.GetFiles(Path.Combine(folder, "node_modules", "wiremock"), "*.jar", SearchOption.AllDirectories).Single();
        return new JaywayPeer(jar, WireMockNames);
    }

    /// <summary>What comes of each path and document: V with a value, N for not found, E with a mistake.</summary>
    /// <param name="folder">Where it may write.</param>
    public async Task<string[]> AnswersAsync(IReadOnlyList<(string Path, string Document)> pairs, string folder)
    {
        var oracle = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "JsonPath", "JaywayOracle.java"));
        var source = Path.Combine(folder, "JaywayOracle.java");
        await File.WriteAllTextAsync(source, oracle.Replace("com.jayway.", _prefix + "com.jayway.", StringComparison.Ordinal).Replace("net.minidev.", _prefix + "net.minidev.", StringComparison.Ordinal));
        var (code, output, complaint) = await RunAsync("java", ["-cp", _jars, source], [.. pairs.Select(static pair => $"{pair.Path}\t{pair.Document}")]);
        Assert.SkipWhen(code != 0 && complaint.Contains("compiler", StringComparison.Ordinal), "java has no compiler.");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == pairs.Count, complaint);
        return lines;
    }

    private static async Task<(int Code, string Output, string Complaint)> RunAsync(string program, string[] arguments, string[] input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using var process = Start(start);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var complaining = process.StandardError.ReadToEndAsync(end.Token);
            var reading = process.StandardOutput.ReadToEndAsync(end.Token);
            await FeedAsync(process, input, end.Token);
            var output = await reading;
            var complaint = await complaining;
            await process.WaitForExitAsync(end.Token);
            return (process.ExitCode, output, complaint);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task FeedAsync(Process process, string[] input, CancellationToken cancellation)
    {
        try
        {
            foreach (var line in input)
            {
                await process.StandardInput.WriteAsync((line + "\n").AsMemory(), cancellation);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; what it said tells why.
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{start.FileName} is not installed.");
            throw;
        }
    }
}
