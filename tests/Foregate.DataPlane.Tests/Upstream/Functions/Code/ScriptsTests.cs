// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Code;

public sealed class ScriptsTests
{
    [Theory]
    [InlineData("index.js", "exports.handler = async (event) => ({ got: event.a });", """{"got":1}""")]
    [InlineData("index.mjs", "export const handler = async (event) => ({ got: event.a });", """{"got":1}""")]
    [InlineData("index.cjs", "exports.handler = (event, context, callback) => callback(null, event.a);", "1")]
    [InlineData("index.js", "exports.handler = (event, context, callback) => { setTimeout(() => callback(null, 'late'), 20); };", "\"late\"")]
    [InlineData("index.js", "export const handler = async () => 'module without a package';", "\"module without a package\"")]
    [InlineData("index.js", "exports.handler = (event, context) => context.succeed('old');", "\"old\"")]
    [InlineData("index.js", "exports.handler = () => {};", "null")]
    [InlineData("index.js", "const dep = require('dep'); exports.handler = async () => dep.name;", "\"beside\"")]
    [InlineData("index.mjs", "import dep from 'dep'; export const handler = async () => dep.name;", "\"beside\"")]
    [InlineData("index.mjs", "const value = await Promise.resolve('top'); export const handler = async () => value;", "\"top\"")]
    public async Task Node_runs_every_form_of_handler(string file, string code, string answer)
    {
        FunctionGround.SkipWithout("node");
        await using var ground = new FunctionGround();
        ground.Write("node_modules/dep/index.js", "exports.name = 'beside';");
        ground.Write(file, code);
        var function = ground.Host.For(ground.Define("nodejs22.x", "index.handler"));
        Assert.Equal(answer, await FunctionGround.Answer(function, """{"a":1}"""));
        Assert.Equal(answer, await FunctionGround.Answer(function, """{"a":1}"""));
    }

    [Fact]
    public async Task Node_says_what_the_function_threw_and_goes_on()
    {
        FunctionGround.SkipWithout("node");
        await using var ground = new FunctionGround();
        ground.Write("src/app.js", """
            exports.throws = async (event) => { if (event.bad) throw new TypeError('bad event'); return process.pid; };
            exports.rejects = (event, context, callback) => callback('no');
            """);
        var throws = ground.Host.For(ground.Define("nodejs22.x", "src/app.throws"));
        var process = await FunctionGround.Answer(throws);
        var (outcome, payload) = await FunctionGround.Invoke(throws, """{"bad":1}""");
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        using var error = JsonDocument.Parse(payload);
        Assert.Equal("TypeError", error.RootElement.GetProperty("errorType").GetString());
        Assert.Equal("bad event", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.True(error.RootElement.GetProperty("trace").GetArrayLength() > 1);
        Assert.Equal(process, await FunctionGround.Answer(throws));
        var rejects = ground.Host.For(ground.Define("nodejs22.x", "src/app.rejects", definition => definition with { FunctionName = "g" }));
        Assert.Contains("\"errorMessage\":\"no\"", (await FunctionGround.Invoke(rejects)).Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("index.missing", "Runtime.HandlerNotFound")]
    [InlineData("absent.handler", "Runtime.ImportModuleError")]
    [InlineData("broken.handler", "SyntaxError")]
    public async Task Node_says_why_it_cannot_start(string handler, string type)
    {
        FunctionGround.SkipWithout("node");
        await using var ground = new FunctionGround();
        ground.Write("index.js", "exports.handler = async () => 1;");
        ground.Write("broken.js", "exports.handler = async () => {{;");
        var (outcome, payload) = await FunctionGround.Invoke(ground.Host.For(ground.Define("nodejs22.x", handler)));
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        Assert.Contains($"\"errorType\":\"{type}\"", payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_runs_a_handler_with_packages_beside_it()
    {
        FunctionGround.SkipWithout("python3");
        await using var ground = new FunctionGround();
        ground.Write("dep/__init__.py", "name = 'beside'");
        ground.Write("src/app.py", """
            import dep
            def handler(event, context):
                if event.get("bad"):
                    raise ValueError("bad event")
                return {"got": event, "dep": dep.name, "name": context.function_name, "left": context.get_remaining_time_in_millis() > 0}
            """);
        var function = ground.Host.For(ground.Define("python3.13", "src/app.handler"));
        Assert.Equal("""{"got": {"a": "é"}, "dep": "beside", "name": "f", "left": true}""", await FunctionGround.Answer(function, """{"a":"é"}"""));
        var (outcome, payload) = await FunctionGround.Invoke(function, """{"bad":1}""");
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        using var error = JsonDocument.Parse(payload);
        Assert.Equal("ValueError", error.RootElement.GetProperty("errorType").GetString());
        Assert.Contains("src/app.py", error.RootElement.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("index.missing", "Runtime.HandlerNotFound")]
    [InlineData("absent.handler", "Runtime.ImportModuleError")]
    [InlineData("broken.handler", "Runtime.UserCodeSyntaxError")]
    public async Task Python_says_why_it_cannot_start(string handler, string type)
    {
        FunctionGround.SkipWithout("python3");
        await using var ground = new FunctionGround();
        ground.Write("index.py", "def handler(event, context): return 1");
        ground.Write("broken.py", "def handler(:");
        var (outcome, payload) = await FunctionGround.Invoke(ground.Host.For(ground.Define("python3.13", handler)));
        Assert.Equal(FunctionOutcome.FunctionError, outcome);
        Assert.Contains($"\"errorType\": \"{type}\"", payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nodejs22.x", "node", "exports.handler = async () => 'inline';")]
    [InlineData("python3.13", "python3", "def handler(event, context): return 'inline'")]
    public async Task Runs_inline_code(string runtime, string program, string code)
    {
        FunctionGround.SkipWithout(program);
        await using var ground = new FunctionGround();
        var function = ground.Host.For(ground.Define(runtime, "index.handler", definition => definition with { Code = new FunctionCode { InlineCode = code } }));
        Assert.Equal("\"inline\"", await FunctionGround.Answer(function));
    }

    [Fact]
    public async Task Says_which_interpreter_is_missing_and_which_one_stands_in()
    {
        FunctionGround.SkipWithout("node");
        await using var ground = new FunctionGround();
        ground.Write("index.js", "exports.handler = async () => 1;");
        var near = ground.Host.For(ground.Define("nodejs99.x", "index.handler"));
        Assert.Equal("1", await FunctionGround.Answer(near));
        Assert.Contains("asks for Node.js 99 and runs with", FunctionGround.Said(near), StringComparison.Ordinal);
        var empty = new FunctionHostOptions { Region = "r", AccountId = "1", WorkFolder = ground.Code, Environment = new Dictionary<string, string> { ["PATH"] = ground.Code } };
        var log = new FunctionLogs(TimeProvider.System).Of("f");
        var fault = await Assert.ThrowsAsync<DataPlane.Upstream.Functions.Code.FunctionFault>(
            () => DataPlane.Upstream.Functions.Code.Scripts.PythonAsync(ground.Define("python3.13", "index.handler"), ground.Code, ground.Code, empty, log, TestContext.Current.CancellationToken));
        Assert.Contains("no program python3 is on the PATH", fault.Message, StringComparison.Ordinal);
    }
}
