// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text.Json;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting.Functions;

/// <summary>Templates whose functions run on this machine, served by the built program.</summary>
public sealed class FunctionSettingsTests
{
    private const string Template = """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Globals:
          Function: { Runtime: python3.13, Handler: app.handler, CodeUri: code/, Timeout: 20 }
        Resources:
          Pets:
            Type: AWS::Serverless::Function
            Properties:
              AutoPublishAlias: live
              Environment: { Variables: { COLOUR: red } }
              Events:
                Rest: { Type: Api, Properties: { Path: /pets, Method: get } }
                Http: { Type: HttpApi, Properties: { Path: /pets, Method: get } }
          Broken:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: provided.al2023
              CodeUri: empty/
              Events:
                Rest: { Type: Api, Properties: { Path: /broken, Method: get } }
        """;

    private const string Code = """
        import json, os
        def handler(event, context):
            print("seen " + event.get("version", "1.0"))
            return {"statusCode": 200, "body": json.dumps({"pid": os.getpid(), "arn": context.invoked_function_arn, "colour": os.environ["COLOUR"]})}
        """;

    [Fact]
    public async Task Serves_the_functions_of_a_template_and_follows_their_definitions()
    {
        SkipWithout("python3");
        using var folder = Made();
        await using var foregate = await ForegateProcess.ServeAsync(folder.Path, folder["template.yaml"]);
        using var client = new HttpClient();
        var rest = Invoke(foregate, "REST") + "/pets";
        var first = await Get(client, rest);
        Assert.Equal("red", first.GetProperty("colour").GetString());
        Assert.EndsWith(":live", first.GetProperty("arn").GetString(), StringComparison.Ordinal);
        Assert.Equal(first.GetProperty("pid").GetInt32(), (await Get(client, Invoke(foregate, "HTTP") + "/pets")).GetProperty("pid").GetInt32());
        await foregate.LineAsync(@" seen 1\.0$");
        await foregate.LineAsync(@" seen 2\.0$");

        // What concerns no function leaves its process alone.
        folder.Replace("template.yaml", Template.Replace("Path: /pets, Method: get", "Path: /cats, Method: get", StringComparison.Ordinal));
        await foregate.LineAsync("Reloaded");
        Assert.Equal(first.GetProperty("pid").GetInt32(), (await Get(client, rest.Replace("/pets", "/cats", StringComparison.Ordinal))).GetProperty("pid").GetInt32());

        var lines = foregate.Lines;
        folder.Replace("template.yaml", Template.Replace("COLOUR: red", "COLOUR: blue", StringComparison.Ordinal));
        await foregate.LineAsync("Reloaded", lines);
        Assert.Equal("blue", (await Get(client, rest)).GetProperty("colour").GetString());
    }

    [Fact]
    public async Task A_function_that_cannot_be_run_is_told_of_at_once_and_fails_alone()
    {
        SkipWithout("python3");
        using var folder = Made();
        await using var foregate = await ForegateProcess.ServeAsync(folder.Path, folder["template.yaml"]);
        await foregate.LineAsync("Broken\\S* - \\[host\\] .*needs an executable named bootstrap in .*: there is none");
        using var client = new HttpClient();
        var rest = Invoke(foregate, "REST");
        using var refused = await client.GetAsync(new Uri(rest + "/broken"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadGateway, refused.StatusCode);
        await Get(client, rest + "/pets");
    }

    [Fact]
    public async Task No_process_of_a_function_outlives_the_program()
    {
        SkipWithout("python3");
        using var folder = Made();
        await using var foregate = await ForegateProcess.ServeAsync(folder.Path, folder["template.yaml"], "--drain", "0");
        using var client = new HttpClient();
        var process = (await Get(client, Invoke(foregate, "REST") + "/pets")).GetProperty("pid").GetInt32();
        Assert.True(Directory.Exists($"/proc/{process}"));
        foregate.Signal("TERM");
        Assert.Equal(0, await foregate.ExitAsync());
        Assert.False(Directory.Exists($"/proc/{process}"));
    }

    [Fact]
    public async Task Validating_runs_nothing()
    {
        using var folder = Made();
        var (code, output) = await ForegateProcess.RunAsync(folder.Path, "validate", folder["template.yaml"]);
        Assert.True(code == 0, output);
        Assert.DoesNotContain("bootstrap", output, StringComparison.Ordinal);
    }

    private static Folder Made()
    {
        var folder = new Folder();
        Directory.CreateDirectory(folder["code"]);
        Directory.CreateDirectory(folder["empty"]);
        folder.Write("code/app.py", Code);
        folder.Write("template.yaml", Template);
        return folder;
    }

    private static string Invoke(ForegateProcess foregate, string kind)
    {
        var output = foregate.Output;
        var at = output.IndexOf($"({kind} API", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Match(output[at..], @"Invoke\s+(\S+?)/\r?\n").Groups[1].Value;
    }

    private static async Task<JsonElement> Get(HttpClient client, string url)
    {
        using var answer = await client.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode} {text}");
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private static void SkipWithout(string program) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program))), $"needs the program {program}");
}
