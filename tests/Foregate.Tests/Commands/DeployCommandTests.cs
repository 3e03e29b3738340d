// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands;

/// <summary>foregate deploy, diff and delete, towards a gateway that keeps nothing.</summary>
public sealed class DeployCommandTests : IAsyncLifetime
{
    private const string Template = """
        Parameters:
          Name: { Type: String, Default: pets }
          Secret: { Type: String, NoEcho: true }
        Resources:
          Key: { Type: AWS::ApiGateway::ApiKey, Properties: { Name: !Ref Name, Enabled: true, Value: at-least-twenty-characters } }
          Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: pets } }
          Pets: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets } }
        Outputs:
          ApiId: { Value: !Ref Api }
        """;

    private readonly Folder _folder = new();
    private ForegateProcess? _gateway;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("pets.yaml", Template);
        _gateway = await ForegateProcess.ServedAsync(_folder.Path, "--management", "http://127.0.0.1:0", "--access-log", "off");
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Deploys_a_template_tells_what_changed_and_then_that_nothing_does()
    {
        var output = await DoneAsync("deploy", "pets.yaml", "--stack", "pets", "--parameter", "Secret=never-told", "--tag", "team=a");
        Assert.Matches(@"Stack pets \(new\)\n +ACTION +RESOURCE", output.ReplaceLineEndings("\n"));
        Assert.Matches(@"  CREATE_COMPLETE +Pets", output);
        Assert.Contains("Stack pets is CREATE_COMPLETE", output, StringComparison.Ordinal);
        Assert.Matches(@"  ApiId = [a-z0-9]{10}", output);
        Assert.Matches(@"  Invoke http://127\.0\.0\.1:\d+/_aws/execute-api/[a-z0-9]{10}/", output);
        Assert.DoesNotContain("never-told", output, StringComparison.Ordinal);
        Assert.Equal("Stack pets: nothing to change", (await DoneAsync("deploy", "pets.yaml", "--stack", "pets")).Trim());
        _folder.Write("pets.yaml", Template.Replace("PathPart: pets", "PathPart: dogs", StringComparison.Ordinal));
        var told = JsonElement.Parse(await DoneAsync("deploy", "pets.yaml", "--stack", "pets", "-o", "json") is var mixed ? mixed[mixed.IndexOf("[\n", StringComparison.Ordinal)..] : "")[0];
        Assert.Equal(("pets", "UPDATE_COMPLETE", "Pets"), (told.GetProperty("stack").GetString(), told.GetProperty("status").GetString(), told.GetProperty("changes")[0].GetProperty("resource").GetString()));
    }

    [Fact]
    public async Task A_dry_run_shows_and_leaves_nothing()
    {
        var output = await DoneAsync("deploy", "pets.yaml", "--stack", "pets", "--parameter", "Secret=x", "--dry-run");
        Assert.Contains("AWS::ApiGateway::RestApi", output, StringComparison.Ordinal);
        Assert.Equal("", (await DoneAsync("get", "apis")).Trim());
        Assert.StartsWith("error FG413: There is no stack pets", (await RunAsync("delete", "pets", "--yes")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_tells_what_deploy_would_change_and_what_calls_have_changed()
    {
        var (code, output) = await RunAsync("diff", "pets.yaml", "--stack", "pets", "--parameter", "Secret=x");
        Assert.Equal((2, true), (code, output.Contains("Stack pets (new)", StringComparison.Ordinal)));
        await DoneAsync("deploy", "pets.yaml", "--stack", "pets", "--parameter", "Secret=x");
        Assert.Contains("deploy would change nothing", await DoneAsync("diff", "pets.yaml", "--stack", "pets"), StringComparison.Ordinal);
        using var client = new HttpClient();
        var calls = new SignedCalls(client, _gateway!.Management);
        var api = (await DoneAsync("get", "apis")).ReplaceLineEndings("\n").Split('\n')[1].Split(' ')[0];
        var resources = await calls.CallAsync("GET", $"/restapis/{api}/resources");
        var pets = resources.GetProperty("item").EnumerateArray().Single(static item => item.TryGetProperty("pathPart", out _)).GetProperty("id").GetString();
        await calls.CallAsync("PATCH", $"/restapis/{api}/resources/{pets}", """{"patchOperations":[{"op":"replace","path":"/pathPart","value":"dogs"}]}""");
        await _gateway.LineAsync("warning: UpdateResource changed AWS::ApiGateway::Resource .* which the stack pets owns as Pets; its template says otherwise");
        (code, output) = await RunAsync("diff", "pets.yaml", "--stack", "pets");
        Assert.Equal(2, code);
        Assert.Matches(@"calls have changed\n(.*\n)* +MODIFIED +Pets +AWS::ApiGateway::Resource +\w+ +/pathPart +""pets"" +""dogs""", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Deletes_a_stack_when_that_is_agreed_to_and_retains_what_is_named()
    {
        await DoneAsync("deploy", "pets.yaml", "--stack", "pets", "--parameter", "Secret=x");
        var (code, output) = await RunAsync("delete", "pets");
        Assert.Equal((2, true), (code, output.Contains("error FG415: Deleting the stack pets was not agreed to", StringComparison.Ordinal)));
        Assert.Matches(@"Retain +Key", await DoneAsync("delete", "pets", "--retain", "Key", "--dry-run"));
        Assert.Contains("Stack pets is deleted", await DoneAsync("delete", "pets", "--retain", "Key", "--yes"), StringComparison.Ordinal);
        Assert.Equal("", (await DoneAsync("get", "apis")).Trim());
        Assert.Contains("pets", await DoneAsync("get", "keys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uploads_local_code_once_and_a_template_that_is_too_long_for_a_call()
    {
        Write("fn/index.js", "exports.handler = async () => ({ statusCode: 200, body: 'hello' });");
        _folder.Write("sam.yaml", "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n      Handler: index.handler\n      CodeUri: fn\n      Events: { Get: { Type: HttpApi, Properties: { Path: /hello, Method: get } } }\n" + new string('#', 52_000));
        var output = await DoneAsync("deploy", "sam.yaml", "--stack", "hello");
        Assert.Matches(@"Uploaded fn as s3://foregate-artifacts-000000000000-us-east-1/[0-9a-f]{64}\.zip", output);
        Assert.Contains("Uploaded the template as", output, StringComparison.Ordinal);
        using var client = new HttpClient();
        Assert.Equal("hello", await client.GetStringAsync(System.Text.RegularExpressions.Regex.Match(output, @"Invoke (\S+)").Groups[1].Value + "hello", TestContext.Current.CancellationToken));
        Assert.Equal("Stack hello: nothing to change", (await DoneAsync("deploy", "sam.yaml", "--stack", "hello")).Trim());
    }

    [Fact]
    public async Task A_served_template_takes_its_code_from_a_bucket_of_the_gateway()
    {
        Write("fn/index.js", "exports.handler = async () => ({ statusCode: 200, body: 'stored' });");
        const string Function = "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: nodejs22.x\n      Handler: index.handler\n      CodeUri: CODE\n      Events: { Get: { Type: HttpApi, Properties: { Path: /hello, Method: get } } }\n";
        _folder.Write("local.yaml", Function.Replace("CODE", "fn", StringComparison.Ordinal));
        string stored;
        await using (var keeping = await ForegateProcess.ServeStoreAsync(_folder.Path))
        {
            var (code, output) = await ForegateProcess.RunAsync(_folder.Path, "deploy", "local.yaml", "--stack", "first", "--management", keeping.Management.ToString());
            Assert.True(code == 0, output);
            stored = System.Text.RegularExpressions.Regex.Match(output, @"s3://\S+\.zip").Value;
            await keeping.StopAsync();
        }

        _folder.Write("served.yaml", Function.Replace("CODE", stored, StringComparison.Ordinal));
        await using var serving = await ForegateProcess.ServeStoreAsync(_folder.Path, "served.yaml");
        using var client = new HttpClient();
        var address = System.Text.RegularExpressions.Regex.Match(serving.Output, @"http://127\.0\.0\.1:\d+").Value;
        var api = System.Text.RegularExpressions.Regex.Matches(serving.Output, @"/_aws/execute-api/[a-z0-9]{10}").Last().Value;
        Assert.Equal("stored", await client.GetStringAsync(address + api + "/hello", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Deploys_the_stacks_of_a_cloud_assembly_in_their_order_and_prunes_what_left_it()
    {
        WriteAssembly(withSecond: true);
        var output = await DoneAsync("deploy", "shop/cdk.out");
        Assert.Contains("Uploaded the code as s3://cdk-hnb659fds-assets-000000000000-us-east-1/f.zip", output, StringComparison.Ordinal);
        Assert.True(output.IndexOf("Stack First is CREATE_COMPLETE", StringComparison.Ordinal) is var first && first > 0 && first < output.IndexOf("Stack second is CREATE_COMPLETE", StringComparison.Ordinal), output);
        WriteAssembly(withSecond: false);
        Assert.Contains("Stack second would be deleted: shop has it no more", await DoneAsync("deploy", "shop/cdk.out", "--prune", "--dry-run"), StringComparison.Ordinal);
        Assert.StartsWith("error FG415", (await RunAsync("deploy", "shop/cdk.out", "--prune")).Output.Split('\n')[^2].Trim(), StringComparison.Ordinal);
        Assert.Contains("Stack second is deleted", await DoneAsync("deploy", "shop/cdk.out", "--prune", "--yes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_wrong()
    {
        _folder.Write("wrong.yaml", "Resources:\n  M: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: nobody, ParentId: nobody, PathPart: a } }\n");
        _folder.Write("local.yaml", "Resources:\n  F: { Type: AWS::Serverless::Function, Properties: { CodeUri: nowhere } }\n");
        _folder.Write("faulty.yaml", "Resources:\n  A: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Nobody, ParentId: !GetAtt Nobody.Id, PathPart: a } }\n  B: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref No, ParentId: a, PathPart: a } }\n");
        Write("empty/manifest.json", """{"artifacts":{}}""");
        foreach (var (expected, start, arguments) in new (int, string, string[])[]
        {
            (2, "error FG101: A template needs the name of its stack", ["deploy", "pets.yaml"]),
            (2, "error FG116: \"Name\" is no parameter", ["deploy", "pets.yaml", "--stack", "a", "--parameter", "Name"]),
            (2, "error FG120: \"a\" is no tag", ["deploy", "pets.yaml", "--stack", "a", "--tag", "a"]),
            (2, "error FG101: --prune is for cdk.out folders", ["deploy", "pets.yaml", "--stack", "a", "--prune"]),
            (3, "error FG201: nothing.yaml cannot be read", ["deploy", "nothing.yaml", "--stack", "a"]),
            (3, "local.yaml:2:", ["deploy", "local.yaml", "--stack", "a"]),
            (3, "error FG414: empty cannot be deployed: it has no stacks", ["deploy", "empty"]),
            (1, "pets.yaml:2:3: error FG202: Parameters: [Secret] must have values. Give --parameter NAME=VALUE for each", ["deploy", "pets.yaml", "--stack", "a"]),
            (1, "wrong.yaml:2:", ["deploy", "wrong.yaml", "--stack", "a"]),
            (1, "faulty.yaml:2:", ["diff", "faulty.yaml", "--stack", "a"]),
            (1, "error FG413: There is no stack nobody", ["delete", "nobody"]),
        })
        {
            var (code, output) = await RunAsync(arguments);
            Assert.True(expected == code && output.StartsWith(start, StringComparison.Ordinal), $"{string.Join(' ', arguments)}: {code} {output}");
        }

        var lines = (await RunAsync("deploy", "faulty.yaml", "--stack", "a")).Output.Trim().Split('\n');
        Assert.True(lines.Length >= 3 && lines[..^1].All(static line => line.StartsWith("faulty.yaml:", StringComparison.Ordinal) && line.Contains(": error FG", StringComparison.Ordinal)), string.Join('\n', lines));
        Assert.Equal($"error FG411: The stack a cannot become what the template says: see the {lines.Length - 1} faults above. Mend the template, or give the parameters that it wants; nothing was changed.", lines[^1].Trim());
        Assert.Equal("", (await DoneAsync("get", "apis")).Trim());
    }

    private void WriteAssembly(bool withSecond)
    {
        Write("shop/cdk.out/code/index.js", "exports.handler = async () => 1;");
        Write("shop/cdk.out/First.template.json", """
            {"Resources":{"F":{"Type":"AWS::Lambda::Function","Properties":{"Runtime":"nodejs22.x","Handler":"index.handler","Role":"arn:aws:iam::000000000000:role/r","Code":{"S3Bucket":{"Fn::Sub":"cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"},"S3Key":"f.zip"}}}},
             "Outputs":{"Arn":{"Value":{"Fn::GetAtt":["F","Arn"]},"Export":{"Name":"arn"}}}}
            """);
        Write("shop/cdk.out/Second.template.json", """{"Resources":{"A":{"Type":"AWS::ApiGateway::RestApi","Properties":{"Name":{"Fn::ImportValue":"arn"}}}}}""");
        Write("shop/cdk.out/First.assets.json", """
            {"files":{"f":{"displayName":"the code","source":{"path":"code","packaging":"zip"},"destinations":{"here":{"bucketName":"cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}","objectKey":"f.zip"}}}},"dockerImages":{}}
            """);
        var second = withSecond ? """ "A": {"type":"aws:cloudformation:stack","properties":{"templateFile":"Second.template.json","stackName":"second"},"dependencies":["First"]}, """ : "";
        Write("shop/cdk.out/manifest.json", $$$"""
            {"version":"55.0.0","artifacts":{ {{{second}}}
              "First.assets": {"type":"cdk:asset-manifest","properties":{"file":"First.assets.json"}},
              "First": {"type":"aws:cloudformation:stack","properties":{"templateFile":"First.template.json","terminationProtection":false},"dependencies":["First.assets"]},
              "Tree": {"type":"cdk:tree","properties":{"file":"tree.json"}} } }
            """);
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        _folder.Write(name, text);
    }

    private async Task<string> DoneAsync(params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);
        Assert.True(code == 0, $"{string.Join(' ', arguments)}: {code} {output}");
        return output;
    }

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) =>
        ForegateProcess.RunAsync(_folder.Path, [.. arguments, "--management", _gateway!.Management.ToString()]);
}
