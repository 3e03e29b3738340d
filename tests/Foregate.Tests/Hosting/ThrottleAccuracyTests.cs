// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting;

/// <summary>What a throttle promises, seen from 64 connections that ask as fast as they can. The gateway's own tests have it to the token, with a clock of theirs.</summary>
public sealed class ThrottleAccuracyTests
{
    private const int Rate = 500;
    private const int Burst = 100;

    private const string Document = """
        openapi: 3.0.1
        info: { title: pets, version: "1" }
        x-foregate-stage: { methodSettings: { "*/*": { throttlingRateLimit: 500, throttlingBurstLimit: 100 } } }
        paths:
          /pets:
            get:
              responses: { "200": {} }
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: { application/json: '{"statusCode": 200}' }
                responses: { default: { statusCode: "200" } }
        """;

    [Fact]
    public async Task No_window_has_more_than_burst_and_rate_and_all_of_that_passes()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1", "A part of ./test --all.");
        using var folder = new Folder();
        folder.Write("pets.yaml", Document);
        await using var gateway = await ForegateProcess.ServeAsync(folder.Path, "pets.yaml", "--access-log", "off", "--drain", "0");
        var invoke = gateway.Invoke;
        var start = Stopwatch.GetTimestamp();
        var perCaller = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => AskAsync(invoke, start))));
        var asked = perCaller.SelectMany(static answers => answers).ToArray();
        var admitted = asked.Where(static answer => answer.Status == 200).OrderBy(static answer => answer.Received).ToArray();
        Assert.DoesNotContain(asked, static answer => answer.Status is not (200 or 429));

        // What was asked after a window's begin and answered before its end passed within it.
        foreach (var first in admitted)
        {
            var inside = 0;
            foreach (var last in admitted)
            {
                if (last.Sent >= first.Sent)
                {
                    inside++;
                    var most = (Burst + (Rate * (last.Received - first.Sent))) * 1.005;
                    Assert.True(inside <= most + 1, $"{inside} of {most} in {last.Received - first.Sent} s");
                }
            }
        }

        var time = asked.Max(static answer => answer.Sent) - asked.Min(static answer => answer.Received);
        Assert.True(admitted.Length >= (Burst + (Rate * time)) * 0.99, $"{admitted.Length} of {Burst + (Rate * time)}");
    }

    private static async Task<List<(int Status, double Sent, double Received)>> AskAsync(Uri invoke, long start)
    {
        var answers = new List<(int, double, double)>();
        using var client = new KeepAliveClient(invoke);
        double sent;
        while ((sent = Stopwatch.GetElapsedTime(start).TotalSeconds) < 5)
        {
            var (status, _) = await client.GetAsync("/pets");
            answers.Add((status, sent, Stopwatch.GetElapsedTime(start).TotalSeconds));
        }

        return answers;
    }
}
