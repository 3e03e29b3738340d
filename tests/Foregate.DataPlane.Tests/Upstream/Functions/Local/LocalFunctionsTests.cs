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
    public async Task Runs_versions_as_they_were_published_and_aliases_by_their_own_arns()
    {
        await using var ground = new FunctionGround();
        ground.Provided(Body);
        var definition = ground.Define("provided.al2023", null);
        var first = definition with { Version = "1", Environment = definition.Environment.SetItem("COLOUR", "red") };
        definition = definition with { LatestVersion = 2, Versions = definition.Versions.Add(1, first).Add(2, definition with { Version = "2" }) };
        definition = definition with { Aliases = definition.Aliases.Add("live", new Alias { Name = "live", FunctionVersion = "2" }) };
        ground.Serve([definition]);
        Assert.Contains($"\"{Arn}\", null", await Answer(ground, "f"), StringComparison.Ordinal);
        Assert.Contains($"\"{Arn}\"", await Answer(ground, Arn + ":$LATEST"), StringComparison.Ordinal);
        Assert.Contains($"\"{Arn}:1\", \"red\"", await Answer(ground, "f:1"), StringComparison.Ordinal);
        var second = await Answer(ground, "f:2");
        Assert.Contains($"\"{Arn}:2\", null", second, StringComparison.Ordinal);
        Assert.Equal(second.Replace(":2\"", ":live\"", StringComparison.Ordinal), await Answer(ground, "123456789012:function:f:live"));
        Assert.Null(Find(ground, "f:3"));
        Assert.Null(Find(ground, "f:dead"));
        Assert.Null(Find(ground, "210987654321:function:f"));
        Assert.Single(ground.Host.For(definition).ProcessIds);

        // The alias moves to the first version, which goes on as it is.
        var red = await Answer(ground, "f:1");
        ground.Serve([definition with { Aliases = definition.Aliases.SetItem("live", new Alias { Name = "live", FunctionVersion = "1" }), Versions = definition.Versions.Remove(2) }]);
        Assert.Equal(red.Replace(":1\"", ":live\"", StringComparison.Ordinal), await Answer(ground, "f:live"));
    }

    [Fact]
    public async Task Functions_of_one_name_in_two_accounts_and_regions_are_run_apart_and_know_where_they_are()
    {
        await using var ground = new FunctionGround();
        ground.Provided("return [headers['Lambda-Runtime-Invoked-Function-Arn'], os.environ['AWS_REGION'], os.getpid()] if not print('said', flush=True) else 0");
        var definition = ground.Define("provided.al2023", null);
        const string Other = "arn:aws:lambda:us-east-1:210987654321:function:f";
        var own = ground.Logs.Follow("f", TestContext.Current.CancellationToken);
        var others = ground.Logs.Follow(Other, TestContext.Current.CancellationToken);
        ground.Host.Serve([FunctionGround.AccountOf([definition], "123456789012", "eu-west-1"), FunctionGround.AccountOf([definition], "210987654321", "us-east-1")]);
        Assert.Contains($"\"{Arn}\", \"eu-west-1\"", await Answer(ground, Arn), StringComparison.Ordinal);
        Assert.Contains($"\"{Other}\", \"us-east-1\"", await Answer(ground, Other), StringComparison.Ordinal);
        Assert.Null(Find(ground, "arn:aws:lambda:us-east-1:123456789012:function:f"));
        Assert.Equal("said", (await own.ReadAsync(TestContext.Current.CancellationToken)).Text);
        Assert.Equal("said", (await others.ReadAsync(TestContext.Current.CancellationToken)).Text);

        // What goes in one account stays in the other.
        var before = await Answer(ground, Arn);
        ground.Host.Serve([FunctionGround.AccountOf([definition], "123456789012", "eu-west-1"), FunctionGround.AccountOf([], "210987654321", "us-east-1")]);
        Assert.Equal(before, await Answer(ground, Arn));
    }

    [Fact]
    public async Task Keeps_the_processes_of_what_is_defined_as_before()
    {
        await using var ground = new FunctionGround();
        ground.Provided(Body);
        var definition = ground.Define("provided.al2023", null, function => function with { Aliases = function.Aliases.Add("old", new Alias { Name = "old", FunctionVersion = "$LATEST" }) });
        ground.Serve([definition]);
        var first = await Answer(ground, "f");
        Assert.NotNull(Find(ground, "f:old"));
        ground.Serve([definition with
        {
            Description = "said otherwise",
            Aliases = definition.Aliases.Remove("old").Add("new", new Alias { Name = "new", FunctionVersion = "$LATEST" }),
            Permissions = definition.Permissions.Add("p", new Permission { StatementId = "p", Action = "lambda:InvokeFunction", Principal = "*" }),
        }]);
        Assert.Equal(first, await Answer(ground, "f"));
        Assert.NotNull(Find(ground, "f:new"));
        Assert.Null(Find(ground, "f:old"));
    }

    [Fact]
    public async Task Runs_a_changed_definition_in_new_processes_and_lets_the_old_ones_answer()
    {
        await using var ground = new FunctionGround();
        const string Waits = "\nif event.get('wait'): open(event['wait'] + '.runs', 'w').close()\nwhile event.get('wait') and not os.path.exists(event['wait']): time.sleep(0.01)\n";
        ground.Provided(Waits + Body);
        var definition = ground.Define("provided.al2023", null);
        ground.Serve([definition]);
        var old = ground.Host.For(definition);
        var sign = Path.Combine(ground.Outside, "go");
        var running = FunctionGround.Invoke(Find(ground, "f")!, $$"""{"wait":"{{sign}}"}""");
        await FunctionGround.Until(() => File.Exists(sign + ".runs"));
        ground.Serve([definition with { Environment = definition.Environment.Add("COLOUR", "blue") }]);
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
        var definition = ground.Define("provided.al2023", null, function => function with { Aliases = function.Aliases.Add("live", new Alias { Name = "live", FunctionVersion = "$LATEST" }) });
        ground.Serve([definition]);
        await Answer(ground, "f");
        var old = ground.Host.For(definition);
        ground.Serve([]);
        await FunctionGround.Until(() => old.ProcessIds.Length == 0);
        await Answer(ground, "f:live");
        await FunctionGround.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(6));
            return Find(ground, "f") is null && Find(ground, "f:live") is null && old.ProcessIds.Length == 0;
        });
        await FunctionGround.Until(() => FunctionGround.Invoke(old).IsCompleted);
        Assert.Equal(FunctionOutcome.Unavailable, (await FunctionGround.Invoke(old)).Outcome);
    }

    [Theory]
    [InlineData("f", true)]
    [InlineData("stack-f", false)]
    [InlineData("*", true)]
    [InlineData("g", false)]
    public async Task Leaves_to_others_what_they_are_to_run(string name, bool isElsewhere)
    {
        await using var ground = new FunctionGround(options => options with { Elsewhere = [name] });
        ground.Provided(Body);
        var definition = ground.Define("provided.al2023", null);
        ground.Serve([definition, definition with { FunctionName = "stack-g" }]);
        Assert.Equal(isElsewhere, Find(ground, "f") is null);
        Assert.Equal(name is "*" or "g", Find(ground, "stack-g") is null);
    }

    [Fact]
    public async Task Prepares_ahead_and_tells_at_once_what_cannot_be_run()
    {
        await using var ground = new FunctionGround(options => options with { PreparesAhead = true });
        ground.Serve([ground.Define("provided.al2023", null)]);
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
