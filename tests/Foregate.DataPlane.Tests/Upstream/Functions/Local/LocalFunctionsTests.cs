// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions;
using Foregate.Definitions.Lambda;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Local;

public sealed class LocalFunctionsTests
{
    private const string Body = "return [os.getpid(), headers['Lambda-Runtime-Invoked-Function-Arn'], os.environ.get('COLOUR')]";
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:f";

    [Fact]
    public async Task Runs_versions_and_aliases_in_the_same_process_by_their_own_arns()
    {
        await using var ground = new FunctionGround();
        ground.Provided(Body);
        var definition = ground.Define("provided.al2023", null, function => function with { LatestVersion = 2, Aliases = function.Aliases.Add("live", "2") });
        ground.Host.Serve([definition]);
        Assert.Contains($"\"{Arn}\"", await Answer(ground, "f"), StringComparison.Ordinal);
        Assert.Contains($"\"{Arn}\"", await Answer(ground, Arn + ":$LATEST"), StringComparison.Ordinal);
        Assert.Contains($"\"{Arn}:1\"", await Answer(ground, "f:1"), StringComparison.Ordinal);
        Assert.Contains($"\"{Arn}:live\"", await Answer(ground, "123456789012:function:f:live"), StringComparison.Ordinal);
        Assert.Null(Find(ground, "f:3"));
        Assert.Null(Find(ground, "f:dead"));
        Assert.Null(Find(ground, "210987654321:function:f"));
        Assert.Single(ground.Host.For(definition).ProcessIds);
    }

    [Fact]
    public async Task Keeps_the_processes_of_what_is_defined_as_before()
    {
        await using var ground = new FunctionGround();
        ground.Provided(Body);
        var definition = ground.Define("provided.al2023", null, function => function with { Aliases = function.Aliases.Add("old", "1"), LatestVersion = 1 });
        ground.Host.Serve([definition]);
        var first = await Answer(ground, "f");
        ground.Host.Serve([definition with
        {
            Description = "said otherwise",
            LatestVersion = 2,
            Aliases = definition.Aliases.Remove("old").Add("new", "2"),
            Permissions = definition.Permissions.Add("p", new Permission { StatementId = "p", Action = "lambda:InvokeFunction", Principal = "*" }),
        }]);
        Assert.Equal(first, await Answer(ground, "f"));
        Assert.NotNull(Find(ground, "f:new"));
        Assert.NotNull(Find(ground, "f:2"));
        Assert.Null(Find(ground, "f:old"));
    }

    [Fact]
    public async Task Runs_a_changed_definition_in_new_processes_and_lets_the_old_ones_answer()
    {
        await using var ground = new FunctionGround();
        const string Waits = "\nif event.get('wait'): open(event['wait'] + '.runs', 'w').close()\nwhile event.get('wait') and not os.path.exists(event['wait']): time.sleep(0.01)\n";
        ground.Provided(Waits + Body);
        var definition = ground.Define("provided.al2023", null);
        ground.Host.Serve([definition]);
        var old = ground.Host.For(definition);
        var sign = Path.Combine(ground.Outside, "go");
        var running = FunctionGround.Invoke(Find(ground, "f")!, $$"""{"wait":"{{sign}}"}""");
        await FunctionGround.Until(() => File.Exists(sign + ".runs"));
        ground.Host.Serve([definition with { Environment = definition.Environment.Add("COLOUR", "blue") }]);
        Assert.Contains("\"blue\"", await Answer(ground, "f"), StringComparison.Ordinal);

        // Whoever found the function before is served, too.
        Assert.Contains("null", await FunctionGround.Answer(old), StringComparison.Ordinal);
        File.WriteAllText(sign, "");
        var (outcome, text) = await running;
        Assert.Equal(FunctionOutcome.Answered, outcome);
        Assert.Contains("null", text, StringComparison.Ordinal);
        await FunctionGround.Until(() => old.ProcessIds.Length == 0);
    }

    [Fact]
    public async Task Forgets_a_function_that_is_defined_no_more_a_moment_later()
    {
        var time = new FakeTimeProvider();
        await using var ground = new FunctionGround(options => options with { FollowsCode = false }, time);
        ground.Provided(Body);
        var definition = ground.Define("provided.al2023", null, function => function with { LatestVersion = 1 });
        ground.Host.Serve([definition]);
        await Answer(ground, "f");
        var old = ground.Host.For(definition);
        ground.Host.Serve([]);
        await FunctionGround.Until(() => old.ProcessIds.Length == 0);
        await Answer(ground, "f:1");
        await FunctionGround.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(6));
            return Find(ground, "f") is null && Find(ground, "f:1") is null && old.ProcessIds.Length == 0;
        });
        await FunctionGround.Until(() => FunctionGround.Invoke(old).IsCompleted);
        Assert.Equal(FunctionOutcome.Unavailable, (await FunctionGround.Invoke(old)).Outcome);
    }

    [Fact]
    public async Task Prepares_ahead_and_tells_at_once_what_cannot_be_run()
    {
        await using var ground = new FunctionGround(options => options with { PreparesAhead = true });
        ground.Host.Serve([ground.Define("provided.al2023", null)]);
        await FunctionGround.Until(() => ground.Logs.Lines("f").Any(line => line.IsNotice && line.Text.Contains("needs an executable named bootstrap", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Does_not_run_what_is_defined_in_the_middle_of_closing()
    {
        var ground = new FunctionGround();
        ground.Provided(Body);
        var target = ground.Host.For(ground.Define("provided.al2023", null));
        var answer = FunctionGround.Answer(target);
        await answer;
        await ground.DisposeAsync();
        Assert.Equal(FunctionOutcome.Unavailable, (await FunctionGround.Invoke(target)).Outcome);
    }

    private static FunctionTarget? Find(FunctionGround ground, string name) => ground.Known.Find(FunctionName.Parse(name)!);

    private static Task<string> Answer(FunctionGround ground, string name) => FunctionGround.Answer(Find(ground, name)!);
}
