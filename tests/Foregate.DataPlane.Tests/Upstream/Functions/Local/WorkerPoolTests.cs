// SPDX-License-Identifier: Apache-2.0
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Local;

/// <summary>What processes do to themselves and to each other while they are called.</summary>
public sealed class WorkerPoolTests
{
    // A folder is made once: a second run of the same invocation shows as another one.
    private const string CountsItself = """
        try: os.mkdir('../outside/' + event['id'])
        except FileExistsError: os.mkdir('../outside/' + event['id'] + '.again')
        time.sleep(0.005)
        return event['id']
        """;

    private static bool IsAll => Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1";

    [Fact]
    public async Task Kills_under_load_fail_one_invocation_each_at_most_and_none_is_run_twice()
    {
        await using var ground = new FunctionGround();
        var kills = IsAll ? 200 : 20;
        var function = ground.Provided(CountsItself, definition => definition with { ReservedConcurrentExecutions = 4 });
        await FunctionGround.Answer(function, """{"id":"first"}""");
        var load = new Load(8, async id =>
        {
            var (outcome, payload) = await FunctionGround.Invoke(function, $$"""{"id":"{{id}}"}""");
            if (outcome == FunctionOutcome.Answered)
            {
                Assert.Equal($"\"{id}\"", payload);
                return true;
            }

            Assert.Equal(FunctionOutcome.FunctionError, outcome);
            Assert.Contains("signal: killed", payload, StringComparison.Ordinal);
            return false;
        });
        var killed = 0;
        while (killed < kills)
        {
            await load.Answers(4);
            var ids = function.ProcessIds;
            killed += ids.Length > 0 && TryKill(ids[Random.Shared.Next(ids.Length)]) ? 1 : 0;
        }

        await load.End();
        Assert.InRange(load.Failed, 1, kills);
        Assert.InRange(Directory.GetDirectories(ground.Outside, "ran-*").Length, load.Count - load.Failed, load.Count);
        Assert.Empty(Directory.GetDirectories(ground.Outside, "*.again"));
    }

    [Fact]
    public async Task Reloads_under_load_fail_nothing_and_every_answer_is_old_or_new()
    {
        await using var ground = new FunctionGround();
        var reloads = IsAll ? 100 : 4;
        var function = ground.Provided("return 0", definition => definition with { ReservedConcurrentExecutions = 4 });
        Assert.Equal("0", await FunctionGround.Answer(function));
        var (seen, settled, written) = (0, 0, 0);
        var load = new Load(8, async _ =>
        {
            var least = Volatile.Read(ref settled);
            var answer = int.Parse(await FunctionGround.Answer(function), CultureInfo.InvariantCulture);
            Assert.InRange(answer, least, Volatile.Read(ref written));
            for (int known; (known = Volatile.Read(ref seen)) < answer && Interlocked.CompareExchange(ref seen, answer, known) != known;)
            {
            }

            return true;
        });
        for (var reload = 1; reload <= reloads; reload++)
        {
            Volatile.Write(ref written, reload);
            var changes = Changes();
            ground.Provided($"return {reload}");

            // A process that was just starting may read new code before the host has seen it: the others go on with the old until then.
            await FunctionGround.Until(() => load.HasEnded || (Volatile.Read(ref seen) == reload && Changes() > changes));
            Volatile.Write(ref settled, reload);
        }

        await load.End();
        Assert.Equal(0, load.Failed);
        Assert.Equal(reloads, seen);

        int Changes() => function.Log.Lines().Count(line => line.Text.StartsWith("The code has changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Crashes_under_load_fail_only_the_invocations_that_crashed()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("\nif event['id'].endswith('7'): os._exit(9)\nreturn event['id']", definition => definition with { ReservedConcurrentExecutions = 3 });
        var load = new Load(8, async id =>
        {
            var (outcome, payload) = await FunctionGround.Invoke(function, $$"""{"id":"{{id}}"}""");
            Assert.Equal(id.EndsWith('7') ? FunctionOutcome.FunctionError : FunctionOutcome.Answered, outcome);
            Assert.Contains(id.EndsWith('7') ? "exit status 9" : id, payload, StringComparison.Ordinal);
            return outcome == FunctionOutcome.Answered;
        });
        await load.Answers(IsAll ? 1_000 : 300);
        await load.End();
        Assert.InRange(load.Failed, 1, load.Count / 2);
    }

    [Fact]
    public async Task Runs_as_many_as_it_may_while_others_wait_and_never_more()
    {
        const int Limit = 16;
        const int Callers = 64;
        await using var ground = new FunctionGround();

        // Each run says how many run beside it.
        var function = ground.Provided("""
            name = '../outside/now/%d' % os.getpid()
            open(name, 'w').close()
            time.sleep(0.005)
            while event.get('wait') and not os.path.exists(event['wait']): time.sleep(0.005)
            beside = len(os.listdir('../outside/now'))
            os.remove(name)
            os.mkdir('../outside/' + event['id'])
            return beside
            """, definition => definition with { ReservedConcurrentExecutions = Limit });

        // All that may run do, as long as there are callers for them.
        var sign = Path.Combine(ground.Outside, "go");
        var now = Directory.CreateDirectory(Path.Combine(ground.Outside, "now")).FullName;
        var waiting = Enumerable.Range(0, Callers).Select(i => FunctionGround.Answer(function, $$"""{"id":"first-{{i}}","wait":"{{sign}}"}""")).ToArray();
        await FunctionGround.Until(() => Directory.GetFiles(now).Length == Limit);
        Assert.Equal(Limit, function.ProcessIds.Length);
        File.WriteAllText(sign, "");
        Assert.All(await Task.WhenAll(waiting), beside => Assert.InRange(int.Parse(beside, CultureInfo.InvariantCulture), 1, Limit));
        var load = new Load(Callers, async id =>
        {
            Assert.InRange(int.Parse(await FunctionGround.Answer(function, $$"""{"id":"{{id}}"}"""), CultureInfo.InvariantCulture), 1, Limit);
            return true;
        });
        await load.Answers(IsAll ? 5_000 : 1_000);
        Assert.Equal(Limit, function.ProcessIds.Length);
        await load.End();
        Assert.Equal(0, load.Failed);
        Assert.Equal(load.Count, Directory.GetDirectories(ground.Outside, "ran-*").Length);
        Assert.Equal(Callers, Directory.GetDirectories(ground.Outside, "first-*").Length);
    }

    [Fact]
    public async Task An_endless_line_is_cut_and_its_function_ends_with_its_time()
    {
        await using var ground = new FunctionGround();
        var bomb = ground.Provided("\nwhile True: os.write(1, b'x' * 65536)", definition => definition with { Timeout = 1 });
        var (outcome, payload) = await FunctionGround.Invoke(bomb);
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        Assert.Contains("Task timed out after 1.00 seconds", payload, StringComparison.Ordinal);
        await FunctionGround.Until(() => FunctionGround.Said(bomb).Contains("more bytes of output were dropped", StringComparison.Ordinal));
        Assert.InRange(FunctionGround.Said(bomb).Length, 1, FunctionLog.MaxCharacters);
        var other = ground.Provided("return 1", definition => definition with { FunctionName = "g" });
        Assert.Equal("1", await FunctionGround.Answer(other));
    }

    [Fact]
    public async Task What_left_the_group_and_writes_on_is_read_no_further_than_its_function_lives()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("""
            for i in range(5): child = subprocess.Popen(['sh', '-c', 'while :; do echo bomb; done'], start_new_session=True)
            open('../outside/child', 'w').write(str(child.pid))
            os._exit(1)
            """);
        Assert.Contains("exit status 1", (await FunctionGround.Invoke(function)).Payload, StringComparison.Ordinal);
        await FunctionGround.Until(() => FunctionGround.Said(function).Contains("holds its output open", StringComparison.Ordinal));

        // Nobody reads what it writes: it ends by that.
        var child = int.Parse(File.ReadAllText(Path.Combine(ground.Outside, "child")), CultureInfo.InvariantCulture);
        await FunctionGround.Until(() => !FunctionGround.Lives(child));
        Assert.Empty(function.ProcessIds);
        Assert.InRange(FunctionGround.Said(function).Length, 1, FunctionLog.MaxCharacters);
    }

    [Fact]
    public async Task Timeouts_under_load_kill_their_own_process_only()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("\nif event.get('hang'): signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(1000)\nreturn os.getpid()", definition => definition with { Timeout = 1, ReservedConcurrentExecutions = 4 });
        await FunctionGround.Answer(function);
        var load = new Load(4, async _ => (await FunctionGround.Invoke(function)).Outcome == FunctionOutcome.Answered);
        for (var round = 0; round < (IsAll ? 20 : 2); round++)
        {
            var (outcome, payload) = await FunctionGround.Invoke(function, """{"hang":1}""");
            Assert.Equal(FunctionOutcome.FunctionError, outcome);
            Assert.Contains("Task timed out after 1.00 seconds", payload, StringComparison.Ordinal);
        }

        await load.End();
        Assert.Equal(0, load.Failed);
        await FunctionGround.Until(() => function.ProcessIds.Length <= 4);
    }

    [Fact]
    public async Task A_process_that_dies_before_it_is_ready_is_started_once_more()
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("return 1", before: "\nif not os.path.exists('../outside/died'): os.mkdir('../outside/died'); os.kill(os.getpid(), 9)");
        Assert.Equal("1", await FunctionGround.Answer(function));
    }

    // A shell says 126 of a program that somebody still has open for writing.
    [Theory]
    [InlineData(4, true)]
    [InlineData(100, false)]
    public async Task A_program_that_the_system_does_not_take_yet_is_tried_some_more_times(int refusals, bool answers)
    {
        await using var ground = new FunctionGround();
        var function = ground.Provided("return 1", before: $$"""

            if len(os.listdir('../outside')) < {{refusals}}:
                os.mkdir('../outside/%d' % os.getpid())
                sys.exit(126)
            """);
        Assert.Equal(answers ? FunctionOutcome.Answered : FunctionOutcome.FunctionError, (await FunctionGround.Invoke(function)).Outcome);
    }

    private static bool TryKill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Callers that call again and again, each call with an id of its own.</summary>
    private sealed class Load
    {
        private readonly Task[] _callers;
        private int _count;
        private int _failed;
        private bool _ends;

        /// <param name="call">False for a call that failed as it may; throws for one that must not.</param>
        public Load(int callers, Func<string, Task<bool>> call) =>
            _callers = [.. Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller, call)))];

        public int Count => Volatile.Read(ref _count);

        public int Failed => Volatile.Read(ref _failed);

        public bool HasEnded => _callers.Any(caller => caller.IsFaulted);

        /// <summary>Completes when so many more calls are answered.</summary>
        public async Task Answers(int more)
        {
            var before = Count;
            await FunctionGround.Until(() => HasEnded || Count > before + more);
        }

        public async Task End()
        {
            Volatile.Write(ref _ends, true);
            await Task.WhenAll(_callers);
        }

        private async Task CallAsync(int caller, Func<string, Task<bool>> call)
        {
            for (var i = 0; !Volatile.Read(ref _ends); i++)
            {
                var succeeds = await call($"ran-{caller}-{i}");
                Interlocked.Increment(ref _count);
                if (!succeeds)
                {
                    Interlocked.Increment(ref _failed);
                }
            }
        }
    }
}
