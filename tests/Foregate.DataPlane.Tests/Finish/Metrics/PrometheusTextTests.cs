// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text;
using CsCheck;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Finish.Metrics;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Labels_and_help_are_escaped()
    {
        var text = new PrometheusText();
        text.Family("a_total", "Line one\nand \\ \"two\"", "counter");
        text.Sample("a_total", 1.5, ("route", "/\"x\"\\\n"));
        Assert.Equal("# HELP a_total Line one\\nand \\\\ \"two\"\n# TYPE a_total counter\na_total{route=\"/\\\"x\\\"\\\\\\n\"} 1.5\n", Text(text));
    }

    [Fact]
    public void No_label_value_can_break_out_of_its_line() =>
        Gen.String.Sample(value =>
        {
            var text = new PrometheusText();
            text.Family("a", "Help.", "gauge");
            text.Sample("a", 1, ("label", value));
            Assert.Single(PrometheusReader.Read(Text(text))["a"].Samples);
        });

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(123456789012, "123456789012")]
    [InlineData(0.0005, "0.0005")]
    public void Numbers_are_written_as_prometheus_reads_them(double value, string written)
    {
        var text = new PrometheusText();
        text.Sample("a", value);
        Assert.Equal("a " + written + "\n", Text(text));
    }

    [Fact]
    public void Buckets_are_cumulative()
    {
        var text = new PrometheusText();
        var buckets = new long[LatencyBuckets.Count];
        buckets[0] = 2;
        buckets[^1] = 1;
        text.Histogram("h", buckets, 3.25);
        var lines = Text(text).Split('\n');
        Assert.Equal("h_bucket{le=\"0.0005\"} 2", lines[0]);
        Assert.Equal("h_bucket{le=\"+Inf\"} 3", lines[LatencyBuckets.Count - 1]);
        Assert.Equal("h_sum 3.25", lines[LatencyBuckets.Count]);
        Assert.Equal("h_count 3", lines[LatencyBuckets.Count + 1]);
    }

    [Fact]
    public async Task Promtool_finds_nothing_wrong_with_all_metrics_together()
    {
        var promtool = Find("promtool");
        Assert.SkipWhen(promtool is null, "promtool is not installed (package prometheus)");
        using var given = new GivenExchange(new GatewayOptions { AccessLog = Stream.Null });
        var stage = given.Stage(stage: "a\"b\\c\nd");
        given.Recorder.Record(given.Answered(stage));
        given.Recorder.Record(given.Refused(Rejections.Rest.Throttled, stage));
        using var process = Process.Start(new ProcessStartInfo(promtool!, "check metrics") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(given.Metrics());
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", output);
        Assert.Equal(0, process.ExitCode);
    }

    private static string? Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string Text(PrometheusText text) => Encoding.UTF8.GetString(text.Written.Span);
}
