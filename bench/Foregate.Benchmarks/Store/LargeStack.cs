// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.Standards.SignatureV4;

namespace Foregate.Benchmarks.Store;

/// <summary>
/// What a template of many resources costs the program, in processor time of its own and by calls of CloudFormation: its first deployment, right after the
/// start, one that changes nothing, and one that changes a line.
/// </summary>
internal static class LargeStack
{
    private const string AccountId = "000000000000";

    /// <param name="arguments">--program FILE [--resources N]</param>
    public static async Task RunAsync(string[] arguments, TextWriter output)
    {
        var program = Option(arguments, "--program") ?? throw new ArgumentException("Give --program FILE: the foregate executable.");
        var count = int.Parse(Option(arguments, "--resources") ?? "500", CultureInfo.InvariantCulture);
        var directory = Directory.CreateTempSubdirectory("large-stack-").FullName;
        try
        {
            AwsCredentials key;
            using (var store = SqliteStore.Open(new StoreOptions { Directory = directory }))
            {
                var made = store.AccessKeys.Make(AccountId, StoreChange.OfTheGateway);
                key = new AwsCredentials(made.Id, made.Secret);
            }

            await using var gateway = await RunningProgram.StartAsync(program, directory, key);
            await gateway.CallAsync("s3", HttpMethod.Put, "/templates", "");
            var template = Template(count, "first");
            await output.WriteLineAsync($"{count} resources, {template.Length / 1024} KiB of template; start: {gateway.Cpu:0.00} s of processor");
            await MeasureAsync(gateway, "CreateStack", "first deployment", template, output);
            for (var round = 0; round < 3; round++)
            {
                await MeasureAsync(gateway, "UpdateStack", "nothing changed", template, output);
                template = Template(count, $"round {round}");
                await MeasureAsync(gateway, "UpdateStack", "one line changed", template, output);
            }

            await output.WriteLineAsync($"at the end: {gateway.Memory} MiB resident");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task MeasureAsync(RunningProgram gateway, string action, string what, string template, TextWriter output)
    {
        await gateway.CallAsync("s3", HttpMethod.Put, "/templates/large.yaml", template, "application/yaml");
        var body = $"Action={action}&Version=2010-05-15&StackName=large&TemplateURL={Uri.EscapeDataString("https://s3.us-east-1.amazonaws.com/templates/large.yaml")}";
        var before = gateway.Cpu;
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await gateway.CallAsync("cloudformation", HttpMethod.Post, "/", body, "application/x-www-form-urlencoded");
        }
        catch (InvalidOperationException exception) when (exception.Message.Contains("No updates are to be performed", StringComparison.Ordinal))
        {
            // As AWS says it.
        }

        await output.WriteLineAsync($"{what}: {gateway.Cpu - before:0.00} s of processor, {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.00} s");
        var states = await gateway.CallAsync("cloudformation", HttpMethod.Post, "/", "Action=DescribeStacks&Version=2010-05-15&StackName=large", "application/x-www-form-urlencoded");
        if (!states.Contains("_COMPLETE</StackStatus>", StringComparison.Ordinal) || states.Contains("ROLLBACK", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(states);
        }
    }

    // An API with a stage; half of the rest are resources, half their methods.
    private static string Template(int count, string line)
    {
        var text = new StringBuilder();
        text.AppendLine("Resources:");
        text.AppendLine("  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: large}}");
        text.AppendLine("  Deployed: {Type: AWS::ApiGateway::Deployment, DependsOn: Method0, Properties: {RestApiId: !Ref Api}}");
        text.AppendLine("  Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployed, StageName: prod}}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  Key: {{Type: AWS::ApiGateway::ApiKey, Properties: {{Description: {line}}}}}");
        for (var i = 0; i < (count - 4) / 2; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  Path{i}: {{Type: AWS::ApiGateway::Resource, Properties: {{RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: part{i}}}}}");
            text.AppendLine(CultureInfo.InvariantCulture, $"  Method{i}:");
            text.AppendLine("    Type: AWS::ApiGateway::Method");
            text.AppendLine("    Properties:");
            text.AppendLine(CultureInfo.InvariantCulture, $"      RestApiId: !Ref Api\n      ResourceId: !Ref Path{i}");
            text.AppendLine("      HttpMethod: GET\n      AuthorizationType: NONE");
            text.AppendLine(CultureInfo.InvariantCulture, $"      Integration: {{Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: 'http://127.0.0.1:9000/part{i}'}}");
        }

        return text.ToString();
    }

    private static string? Option(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
