// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Upstream.Functions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Local;

public sealed class LocalFunctionTests
{
    // Says that it runs, then waits for a file.
    private const string Waits = "\nif event.get('wait'): open(event['wait'] + '.runs', 'w').close()\nwhile event.get('wait') and not os.path.exists(event['wait']): time.sleep(0.01)\n";

    private static bool IsAll => Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1";

    [Fact]
    public async Task Answers_with_what_the_function_returned()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("return {'got': event}");
        Assert.Equal("""{"got": {"a": "\u00e9"}}""", await FunctionGround.Answer(function, """{"a":"é"}"""));
    }

    [Fact]
    public async Task Uses_the_same_process_again()
    {
        // In a time that stands still nobody is late to ask again.
        await using var ground = new FunctionGround(options => options with { FollowsCode = false }, new FakeTimeProvider());
        var function = ground.Provided("return os.getpid()");
        var first = await FunctionGround.Answer(function);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(first, await FunctionGround.Answer(function));
        }

        Assert.Single(function.ProcessIds);
    }

    [Fact]
    public async Task Tells_the_invocation_in_headers_and_the_function_in_the_environment()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided(
            "return {'headers': dict(headers), 'env': dict(os.environ)}",
            definition => definition with { Environment = definition.Environment.Add("STAGE", "test"), MemorySize = 512 });
        using var said = JsonDocument.Parse(await FunctionGround.Answer(function));
        var headers = said.RootElement.GetProperty("headers");
        var environment = said.RootElement.GetProperty("env");
        Assert.Equal("arn:aws:lambda:eu-west-1:123456789012:function:f", headers.GetProperty("Lambda-Runtime-Invoked-Function-Arn").GetString());
        Assert.Equal("Root=1-5e6b", headers.GetProperty("Lambda-Runtime-Trace-Id").GetString());
        Assert.True(Guid.TryParse(headers.GetProperty("Lambda-Runtime-Aws-Request-Id").GetString(), out _));
        Assert.True(long.Parse(headers.GetProperty("Lambda-Runtime-Deadline-Ms").GetString()!) > DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        Assert.False(headers.TryGetProperty("Lambda-Runtime-Client-Context", out _));
        Assert.Equal("test", environment.GetProperty("STAGE").GetString());
        Assert.Equal("512", environment.GetProperty("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").GetString());
        Assert.Equal("f", environment.GetProperty("AWS_LAMBDA_FUNCTION_NAME").GetString());
        Assert.Equal("eu-west-1", environment.GetProperty("AWS_REGION").GetString());
        Assert.Equal(ground.Code, environment.GetProperty("LAMBDA_TASK_ROOT").GetString());
        Assert.Equal("bootstrap", environment.GetProperty("_HANDLER").GetString());
        Assert.False(environment.TryGetProperty("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", out _));
        Assert.False(environment.TryGetProperty("FOREGATE_SECRET", out _));
    }

    [Fact]
    public async Task Runs_as_many_at_a_time_as_the_function_may_and_lets_the_others_wait()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("time.sleep(0.02); return os.getpid()", definition => definition with { ReservedConcurrentExecutions = 3 });
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => FunctionGround.Answer(function)));
        Assert.InRange(answers.Distinct().Count(), 1, 3);
        Assert.InRange(function.ProcessIds.Length, 1, 3);
    }

    [Fact]
    public async Task Throttles_what_has_waited_too_long_and_what_may_never_run()
    {
        var time = new FakeTimeProvider();
        await using var ground = new FunctionGround(options => options with { FollowsCode = false, MaxWaitMilliseconds = 1_000 }, time);
        var function = ground.Provided(
            Waits + "return 1", definition => definition with { ReservedConcurrentExecutions = 1 });
        Assert.Equal("1", await FunctionGround.Answer(function));
        var sign = Path.Combine(ground.Outside, "go");
        var running = FunctionGround.Invoke(function, $$"""{"wait":"{{sign}}"}""");
        await FunctionGround.Until(() => File.Exists(sign + ".runs"));
        var waiting = FunctionGround.Invoke(function);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(FunctionOutcome.Throttled, (await waiting).Outcome);
        File.WriteAllText(sign, "");
        Assert.Equal(FunctionOutcome.Answered, (await running).Outcome);
        var never = ground.Host.For(ground.Define("provided.al2023", null, definition => definition with { FunctionName = "g", ReservedConcurrentExecutions = 0 }));
        Assert.Equal(FunctionOutcome.Throttled, (await FunctionGround.Invoke(never)).Outcome);
    }

    [Fact]
    public async Task Kills_the_whole_group_of_a_function_that_is_out_of_time_and_starts_another()
    {
        var time = new FakeTimeProvider();
        await using var ground = new FunctionGround(options => options with { FollowsCode = false }, time);
        var function = ground.Provided("""
            if event.get('hang'):
                child = subprocess.Popen(['sleep', '1000'])
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                open(event['hang'], 'w').write('%d %d' % (os.getpid(), child.pid))
                os.rename(event['hang'], event['hang'] + '.done')
                time.sleep(1000)
            return 'ok'
            """, definition => definition with { Timeout = 3 });
        Assert.Equal("\"ok\"", await FunctionGround.Answer(function));
        var sign = Path.Combine(ground.Outside, "pids");
        var hanging = FunctionGround.Invoke(function, $$"""{"hang":"{{sign}}"}""");
        await FunctionGround.Until(() => File.Exists(sign + ".done"));
        time.Advance(TimeSpan.FromSeconds(4));
        var (outcome, payload) = await hanging;
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        Assert.Contains("Task timed out after 3.00 seconds", payload, StringComparison.Ordinal);
        Assert.Contains("Sandbox.Timedout", payload, StringComparison.Ordinal);
        foreach (var id in File.ReadAllText(sign + ".done").Split(' '))
        {
            await FunctionGround.Until(() => !FunctionGround.Lives(int.Parse(id)));
        }

        Assert.Equal("\"ok\"", await FunctionGround.Answer(function));
    }

    [Fact]
    public async Task Leaves_a_function_running_whose_caller_waits_no_longer()
    {
        var time = new FakeTimeProvider();
        await using var ground = new FunctionGround(options => options with { FollowsCode = false }, time);
        var function = ground.Provided(
            Waits + "return os.getpid()", definition => definition with { ReservedConcurrentExecutions = 1 });
        var process = await FunctionGround.Answer(function);
        var sign = Path.Combine(ground.Outside, "go");
        var running = FunctionGround.Invoke(function, $$"""{"wait":"{{sign}}"}""", milliseconds: 1_000);
        await FunctionGround.Until(() => File.Exists(sign + ".runs"));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(FunctionOutcome.TimedOut, (await running).Outcome);
        var next = FunctionGround.Answer(function);
        File.WriteAllText(sign, "");
        Assert.Equal(process, await next);
    }

    [Fact]
    public async Task Ends_the_call_with_its_client_and_keeps_the_process()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided(Waits + "return os.getpid()");
        var process = await FunctionGround.Answer(function);
        var client = new ClientLifetime();
        var sign = Path.Combine(ground.Outside, "go");
        var running = function.InvokeAsync(new FunctionCall { Payload = Encoding.UTF8.GetBytes($$"""{"wait":"{{sign}}"}"""), TimeoutMilliseconds = 60_000, Client = client }).AsTask();
        client.Gone();
        Assert.Equal(FunctionOutcome.ClientGone, (await running).Outcome);
        Assert.Equal(FunctionOutcome.ClientGone, (await function.InvokeAsync(new FunctionCall { TimeoutMilliseconds = 60_000, Client = client })).Outcome);
        File.WriteAllText(sign, "");
        Assert.Contains(int.Parse(process), function.ProcessIds);
        await FunctionGround.Answer(function);
    }

    [Fact]
    public async Task Nobody_waits_for_what_a_process_does_after_its_answer()
    {
        await using var ground = new FunctionGround();

        // It answers by itself, and goes on until a file is there.
        var function = ground.Provided("""
            if not event.get('linger'): return os.getpid()
            d = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
            d.request("POST", base + headers["Lambda-Runtime-Aws-Request-Id"] + "/response", str(os.getpid()))
            d.getresponse().read()
            while not os.path.exists(event['linger']): time.sleep(0.01)
            """);
        var sign = Path.Combine(ground.Outside, "go");
        var lingers = await FunctionGround.Answer(function, $$"""{"linger":"{{sign}}"}""");
        var other = await FunctionGround.Answer(function);
        Assert.NotEqual(lingers, other);
        Assert.Equal(2, function.ProcessIds.Length);
        File.WriteAllText(sign, "");
    }

    [Fact]
    public async Task A_crash_fails_its_own_invocation_only()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("\nif event.get('crash'): os._exit(7)\nreturn 1");
        Assert.Equal("1", await FunctionGround.Answer(function));
        var (outcome, payload) = await FunctionGround.Invoke(function, """{"crash":1}""");
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        Assert.Contains("Runtime exited with error: exit status 7", payload, StringComparison.Ordinal);
        Assert.Equal("1", await FunctionGround.Answer(function));
    }

    [Fact]
    public async Task A_process_that_cannot_start_fails_the_invocation_with_its_error()
    {
        await using var ground = new FunctionGround();
        var exits = ground.Provided("return 1", before: "sys.exit(3)");
        Assert.Contains("exit status 3", (await FunctionGround.Invoke(exits)).Payload, StringComparison.Ordinal);
        var says = ground.Provided("return 1", definition => definition with { FunctionName = "g" }, """
            c = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
            c.request("POST", "/2018-06-01/runtime/init/error", '{"errorType":"Mine","errorMessage":"no"}')
            c.getresponse().read()
            sys.exit(1)
            """);
        Assert.Equal((FunctionOutcome.FunctionError, """{"errorType":"Mine","errorMessage":"no"}"""), await FunctionGround.Invoke(says));
    }

    [Fact]
    public async Task A_process_that_never_becomes_ready_is_killed()
    {
        var time = new FakeTimeProvider();
        await using var ground = new FunctionGround(options => options with { FollowsCode = false }, time);
        var function = ground.Provided("return 1", before: "open('started', 'w').close(); time.sleep(1000)");
        var call = FunctionGround.Invoke(function);
        await FunctionGround.Until(() => File.Exists(Path.Combine(ground.Code, "started")));
        time.Advance(TimeSpan.FromSeconds(11));
        var (outcome, payload) = await call;
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        Assert.Contains("Init phase timed out after 10.00 seconds", payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_six_megabytes_passes_and_a_larger_one_does_not()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("return 'x' * event['n']");
        Assert.Equal(6_291_556, (await FunctionGround.Answer(function, """{"n":6291554}""")).Length);
        var (outcome, payload) = await FunctionGround.Invoke(function, """{"n":6291555}""");
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        Assert.Contains("Response payload size exceeded maximum allowed payload size (6291556 bytes).", payload, StringComparison.Ordinal);
        Assert.Equal("\"x\"", await FunctionGround.Answer(function, """{"n":1}"""));
    }

    [Fact]
    public async Task Keeps_a_bounded_part_of_a_flood_of_output()
    {
        await using var ground = new FunctionGround();
        var megabytes = IsAll ? 1_000 : 50;
        var function = ground.Provided("\nfor i in range(event['n']): os.write(1, b'0123456789abcde\\n' * 65536)\nos.write(2, b'last')\nreturn 1");
        Assert.Equal("1", await FunctionGround.Answer(function, $$"""{"n":{{megabytes}}}"""));
        Assert.Equal("1", await FunctionGround.Answer(function, """{"n":0}"""));
        await FunctionGround.Until(() => FunctionGround.Said(function).Contains("bytes of output were dropped", StringComparison.Ordinal));
        Assert.InRange(FunctionGround.Said(function).Length, 1, 2 * FunctionLog.MaxCharacters);
    }

    [Fact]
    public async Task Logs_by_request_id()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("print('out ' + event['n'], flush=True); print('err ' + event['n'], file=sys.stderr, flush=True); return headers['Lambda-Runtime-Aws-Request-Id']");
        var id = Guid.Parse((await FunctionGround.Answer(function, """{"n":"one"}""")).Trim('"'));
        await FunctionGround.Until(() => function.Log.Tail(id) == "out one\nerr one\n");
    }

    [Fact]
    public async Task Ends_processes_without_work()
    {
        var time = new FakeTimeProvider();
        await using var ground = new FunctionGround(options => options with { FollowsCode = false, IdleMilliseconds = 5_000 }, time);
        var function = ground.Provided("return os.getpid()");
        var process = int.Parse(await FunctionGround.Answer(function));

        // It idles from when it asks again, which may be a moment from now.
        await FunctionGround.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(6));
            return !FunctionGround.Lives(process);
        });
        Assert.NotEqual(process, int.Parse(await FunctionGround.Answer(function)));
    }

    [Fact]
    public async Task No_process_outlives_the_host()
    {
        var ground = new FunctionGround();
        var function = ground.Provided("\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nreturn [os.getpid(), subprocess.Popen(['sleep', '1000']).pid]");
        var ids = JsonSerializer.Deserialize<int[]>(await FunctionGround.Answer(function))!;
        var guard = ground.Host.GuardProcessId;
        Assert.True(FunctionGround.Lives(ids[1]));
        await ground.DisposeAsync();
        foreach (var id in ids.Append(guard))
        {
            await FunctionGround.Until(() => !FunctionGround.Lives(id));
        }
    }

    [Fact]
    public async Task Says_what_is_missing()
    {
        await using var ground = new FunctionGround();
        var function = ground.Host.For(ground.Define("provided.al2023", null));
        Assert.Equal(FunctionOutcome.Unavailable, (await FunctionGround.Invoke(function)).Outcome);
        Assert.Contains("needs an executable named bootstrap", FunctionGround.Said(function), StringComparison.Ordinal);
        var java = ground.Host.For(ground.Define("java21", "a.B::c", definition => definition with { FunctionName = "g" }));
        Assert.Equal(FunctionOutcome.Unavailable, (await FunctionGround.Invoke(java)).Outcome);
        Assert.Contains("java21, which is not run here", FunctionGround.Said(java), StringComparison.Ordinal);
    }
}
