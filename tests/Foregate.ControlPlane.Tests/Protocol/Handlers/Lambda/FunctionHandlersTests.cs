// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using CsCheck;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

public sealed class FunctionHandlersTests : IDisposable
{
    private const string F = LambdaClient.Functions + "/f";

    private readonly SignedClient _client = LambdaClient.New();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_function_is_made_found_changed_and_deleted()
    {
        var made = _client.Make(("Environment", new JsonObject { ["Variables"] = new JsonObject { ["STAGE"] = "1" } }), ("Tags", new JsonObject { ["team"] = "pets" }), ("Timeout", 9));
        Assert.Equal(LambdaClient.Arn, (string)made["FunctionArn"]!);
        Assert.Equal("2026-01-02T03:04:05.000+0000", (string)made["LastModified"]!);
        Assert.Equal("""{"Variables":{"STAGE":"1"}}""", made["Environment"]!.ToJsonString());
        Assert.Equal(("Active", "Successful", "Zip", "$LATEST", 9), ((string)made["State"]!, (string)made["LastUpdateStatus"]!, (string)made["PackageType"]!, (string)made["Version"]!, (int)made["Timeout"]!));

        var got = _client.Call("GET", F, "", 200);
        Assert.Equal(made.ToJsonString(), got["Configuration"]!.ToJsonString());
        Assert.Equal("file", (string)got["Code"]!["RepositoryType"]!);
        Assert.Equal("pets", (string)got["Tags"]!["team"]!);
        Assert.Null(got["Concurrency"]);
        Assert.Equal(made.ToJsonString(), _client.Call("GET", $"{LambdaClient.Functions}/{Uri.EscapeDataString(LambdaClient.Arn)}/configuration", "", 200).ToJsonString());

        var code = _client.Call("PUT", F + "/code", new JsonObject { ["ZipFile"] = (string)LambdaClient.Code("two")["ZipFile"]! }.ToJsonString(), 200);
        Assert.NotEqual((string)made["CodeSha256"]!, (string)code["CodeSha256"]!);
        Assert.NotEqual((string)made["RevisionId"]!, (string)code["RevisionId"]!);
        var changed = _client.Call("PUT", F + "/configuration", """{"MemorySize":256,"Environment":{"Variables":{}},"TracingConfig":{"Mode":"PassThrough"},"VpcConfig":{"SubnetIds":[],"SecurityGroupIds":[]}}""", 200);
        Assert.Equal(256, (int)changed["MemorySize"]!);
        Assert.Null(changed["Environment"]);
        Assert.Equal(9, (int)changed["Timeout"]!);

        Assert.Equal("{}", _client.Call("DELETE", F, "", 204).ToJsonString());
        Assert.Equal($"Function not found: {LambdaClient.Arn}", _client.Refuse("GET", F, "", 404));
    }

    [Fact]
    public void Lists_have_pages()
    {
        foreach (var name in (string[])["a", "b", "c"])
        {
            _client.Make(("FunctionName", name));
        }

        var page = _client.Call("GET", LambdaClient.Functions, "", 200, "MaxItems=2");
        Assert.Equal(["a", "b"], page["Functions"]!.AsArray().Select(static item => (string)item!["FunctionName"]!));
        var rest = _client.Call("GET", LambdaClient.Functions + "/", "", 200, "MaxItems=2&Marker=" + (string)page["NextMarker"]!);
        Assert.Equal(["c"], rest["Functions"]!.AsArray().Select(static item => (string)item!["FunctionName"]!));
        Assert.Null(rest["NextMarker"]);
        Assert.Equal("$LATEST", (string)_client.Call("GET", LambdaClient.Functions, "", 200, "FunctionVersion=ALL")["Functions"]![0]!["Version"]!);
    }

    [Fact]
    public void What_tools_read_of_every_function_is_there()
    {
        _client.Make();
        Assert.Equal("""{"CodeSigningConfigArn":"","FunctionName":"f"}""", _client.Call("GET", "/2020-06-30/functions/f/code-signing-config", "", 200).ToJsonString());
        Assert.Equal($$"""{"UpdateRuntimeOn":"Auto","FunctionArn":"{{LambdaClient.Arn}}"}""", _client.Call("GET", "/2021-07-20/functions/f/runtime-management-config", "", 200).ToJsonString());
        _client.Call("GET", "/2020-06-30/functions/none/code-signing-config", "", 404);
    }

    [Theory]
    [InlineData("VpcConfig", """{"SubnetIds":["subnet-1"]}""", "VpcConfig in CreateFunction")]
    [InlineData("Layers", """["arn:aws:lambda:us-east-1:123456789012:layer:l:1"]""", "Layers in CreateFunction")]
    [InlineData("TracingConfig", """{"Mode":"Active"}""", "TracingConfig in CreateFunction")]
    [InlineData("EphemeralStorage", """{"Size":1024}""", "EphemeralStorage in CreateFunction")]
    [InlineData("LoggingConfig", """{"LogFormat":"JSON"}""", "LoggingConfig in CreateFunction")]
    [InlineData("LoggingConfig", """{"LogGroup":"other"}""", "LoggingConfig in CreateFunction")]
    [InlineData("Code", """{"ImageUri":"image"}""", "functions whose code is in an image, or in an archive under a key of KMS; send the archive as ZipFile, or put it into S3")]
    public void What_cannot_be_done_yet_is_refused(string member, string value, string what)
    {
        Assert.Equal($"Foregate cannot do this yet: {what}.", _client.Refuse("POST", LambdaClient.Functions, LambdaClient.Request("one", (member, JsonNode.Parse(value))), 400));
        Assert.Null(_client.Account);
    }

    [Fact]
    public void What_is_so_anyway_may_be_said() => _client.Make(
        ("EphemeralStorage", JsonNode.Parse("""{"Size":512}""")), ("LoggingConfig", JsonNode.Parse("""{"LogFormat":"Text","LogGroup":"/aws/lambda/f"}""")),
        ("SnapStart", JsonNode.Parse("""{"ApplyOn":"None"}""")), ("Layers", JsonNode.Parse("[]")), ("KMSKeyArn", ""), ("Publish", false));

    [Fact]
    public void What_is_wrong_is_told_in_the_words_of_Lambda()
    {
        Assert.Equal(
            "1 validation error detected: Value null at 'role' failed to satisfy constraint: Member must not be null",
            _client.Refuse("POST", LambdaClient.Functions, LambdaClient.Request("one", ("Role", null)), 400));
        Assert.Equal(
            "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
            _client.Refuse("POST", LambdaClient.Functions, LambdaClient.Request("one", ("Runtime", null)), 400));
        Assert.StartsWith(
            "1 validation error detected: Value 'cobol' at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [",
            _client.Refuse("POST", LambdaClient.Functions, LambdaClient.Request("one", ("Runtime", "cobol")), 400), StringComparison.Ordinal);
        Assert.Equal(
            "Could not unzip uploaded file. Please check your file, then try to upload again.",
            _client.Refuse("POST", LambdaClient.Functions, LambdaClient.Request("one", ("Code", new JsonObject { ["ZipFile"] = "AAAA" })), 400));
        _client.Make();
        Assert.Equal("Function already exist: f", _client.Refuse("POST", LambdaClient.Functions, LambdaClient.Request(), 409));
        Assert.StartsWith("The Revision Id provided does not match", _client.Refuse("PUT", F + "/configuration", """{"Timeout":4,"RevisionId":"x"}""", 412), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_keeps_nothing()
    {
        var made = _client.Make();
        var dry = _client.Call("PUT", F + "/code", new JsonObject { ["ZipFile"] = (string)LambdaClient.Code("two")["ZipFile"]!, ["DryRun"] = true }.ToJsonString(), 200);
        Assert.NotEqual((string)made["CodeSha256"]!, (string)dry["CodeSha256"]!);
        Assert.Equal((string)made["CodeSha256"]!, (string)_client.Call("GET", F + "/configuration", "", 200)["CodeSha256"]!);
    }

    [Fact]
    public void No_call_is_beyond_an_answer()
    {
        _client.Make();
        string[] paths =
        [
            LambdaClient.Functions, F, F + "/code", F + "/configuration", F + "/versions", F + "/aliases", F + "/aliases/a", F + "/policy", F + "/policy/s", "/2017-10-31/functions/f/concurrency",
            "/2017-03-31/tags/" + Uri.EscapeDataString(LambdaClient.Arn), LambdaClient.Functions + "/%24LATEST", LambdaClient.Functions + "/f:1", "/2015-03-31/", "/", "",
        ];
        string[] members =
        [
            "FunctionName", "Runtime", "Role", "Handler", "Code", "ZipFile", "Timeout", "MemorySize", "Environment", "Tags", "Architectures", "Publish", "VpcConfig", "LoggingConfig", "Name",
            "FunctionVersion", "StatementId", "Action", "Principal", "ReservedConcurrentExecutions", "RevisionId", "RoutingConfig",
        ];
        string[] values =
        [
            "null", "true", "-1", "5", "1e99", "\"\"", "\"f\"", "\"$LATEST\"", "\"nodejs22.x\"", "\"arn:aws:iam::123456789012:role/r\"", "\"UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==\"", "[]", "[null]", "[\"arm64\"]",
            "{}", "{\"Variables\":{\"A1\":\"b\"}}", "{\"Variables\":{\"a\":null}}", "{\"ZipFile\":\"AAAA\"}", "{\"a\":\"b\"}", "{\"LogFormat\":null}", "{\"AdditionalVersionWeights\":{\"1\":2}}",
        ];
        string[] methods = ["GET", "POST", "PUT", "DELETE"];
        Gen.Select(
            Gen.Int[0, 3], Gen.Int[0, paths.Length - 1], Gen.Select(Gen.Int[0, members.Length - 1], Gen.Int[0, values.Length - 1]).List[0, 5],
            Gen.OneOf(Gen.Const(""), Gen.Const("Qualifier=1"), Gen.Const("MaxItems=-1"), Gen.Const("tagKeys=a"), Gen.String)).Sample((method, path, body, query) =>
        {
            var text = "{" + string.Join(',', body.Select(member => $"\"{members[member.Item1]}\":{values[member.Item2]}")) + "}";
            return _client.Send(methods[method], paths[path], text, query).StatusCode is >= 200 and < 500;
        }, iter: 3000, threads: 1);
    }
}
