// SPDX-License-Identifier: Apache-2.0
using Foregate.Conformance.Tests.Running;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>The AWS CLI against the management APIs of the built program: an API is made, served, changed and deleted, by nothing else.</summary>
public sealed class AwsCliTests : IAsyncDisposable
{
    private readonly Folder _folder = new();
    private Tool _aws = null!;
    private ForegateProcess? _gateway;

    [Fact]
    public async Task Makes_serves_changes_and_deletes_a_REST_API()
    {
        await ServeAsync();
        var api = await AwsAsync("apigateway create-rest-api --name pets --description by-hand --query id --output text");
        var root = await AwsAsync($"apigateway get-resources --rest-api-id {api} --query items[0].id --output text");
        var pets = await AwsAsync($"apigateway create-resource --rest-api-id {api} --parent-id {root} --path-part pets --query id --output text");
        await AwsAsync($"apigateway put-method --rest-api-id {api} --resource-id {pets} --http-method GET --authorization-type NONE --api-key-required");
        await AwsAsync($"apigateway put-integration --rest-api-id {api} --resource-id {pets} --http-method GET --type MOCK --request-templates", """{"application/json":"{\"statusCode\": 200}"}""");
        await AwsAsync($"apigateway put-method-response --rest-api-id {api} --resource-id {pets} --http-method GET --status-code 200");
        await AwsAsync($"apigateway put-integration-response --rest-api-id {api} --resource-id {pets} --http-method GET --status-code 200 --response-templates", """{"application/json":"[]"}""");
        await AwsAsync($"apigateway create-deployment --rest-api-id {api} --stage-name v1");
        Assert.Equal("403 {\"message\":\"Forbidden\"}", await GetAsync($"{api}/v1/pets"));

        var key = await AwsAsync("apigateway create-api-key --name me --enabled --value abcdefghijklmnopqrstuvwxyz --query id --output text");
        var plan = await AwsAsync($"apigateway create-usage-plan --name all --api-stages apiId={api},stage=v1 --query id --output text");
        await AwsAsync($"apigateway create-usage-plan-key --usage-plan-id {plan} --key-id {key} --key-type API_KEY");
        Assert.Equal("200 []", await GetAsync($"{api}/v1/pets", ("x-api-key", "abcdefghijklmnopqrstuvwxyz")));

        Assert.Equal("red", await AwsAsync($"apigateway update-stage --rest-api-id {api} --stage-name v1 --patch-operations op=replace,path=/variables/colour,value=red --query variables.colour --output text"));
        Assert.Equal("pets", await AwsAsync($"apigateway update-rest-api --rest-api-id {api} --patch-operations op=replace,path=/description,value=other --query name --output text"));
        Assert.Contains("(NotFoundException) when calling the GetRestApi operation: Invalid API identifier specified", await FailAsync("apigateway get-rest-api --rest-api-id nope"), StringComparison.Ordinal);
        await AwsAsync($"apigateway delete-rest-api --rest-api-id {api}");
        Assert.Equal("403 {\"message\":\"Forbidden\"}", await GetAsync($"{api}/v1/pets"));
    }

    [Fact]
    public async Task Makes_and_serves_an_HTTP_API()
    {
        await ServeAsync();
        var api = await AwsAsync("apigatewayv2 create-api --name pets --protocol-type HTTP --cors-configuration AllowOrigins=https://a.example --query ApiId --output text");
        var integration = await AwsAsync($"apigatewayv2 create-integration --api-id {api} --integration-type HTTP_PROXY --integration-method GET --integration-uri http://127.0.0.1:9/ --payload-format-version 1.0 --query IntegrationId --output text");
        await AwsAsync($"apigatewayv2 create-route --api-id {api} --target integrations/{integration} --route-key", "GET /pets");
        await AwsAsync($"apigatewayv2 create-stage --api-id {api} --stage-name $default --auto-deploy");
        Assert.Equal("1", await AwsAsync($"apigatewayv2 get-routes --api-id {api} --query length(Items)"));
        Assert.Equal("404 {\"message\":\"Not Found\"}", await GetAsync($"{api}/nowhere"));
        Assert.Equal("204 ", await SendAsync(HttpMethod.Options, $"{api}/pets", ("Origin", "https://a.example"), ("Access-Control-Request-Method", "GET")));
    }

    [Fact]
    public async Task Explains_a_wrong_secret()
    {
        await ServeAsync();
        Assert.Contains("(InvalidSignatureException) when calling the GetRestApis operation: The request signature we calculated does not match", await FailAsync("apigateway get-rest-apis", "wrong"), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task ServeAsync()
    {
        _aws = Tool.Named("aws");
        _folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        _gateway = await ForegateProcess.ServeAsync(_folder.Path, "api.yaml");
    }

    private async Task<string> AwsAsync(string command, params string[] last) => (await RunAsync(command, "test", last)).Succeeded().Text.Trim();

    private async Task<string> FailAsync(string command, string secret = "test")
    {
        var result = await RunAsync(command, secret);
        Assert.NotEqual(0, result.Code);
        return result.Error;
    }

    // Nothing of the user who runs the tests: no profile, no other endpoint.
    private Task<ToolResult> RunAsync(string command, string secret, params string[] last) => _aws.RunAsync(
        [.. command.Split(' '), .. last, "--endpoint-url", _gateway!.Management.ToString().TrimEnd('/')],
        environment: new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = secret,
            ["AWS_SESSION_TOKEN"] = "",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_PAGER"] = "",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = _folder["none"],
            ["AWS_SHARED_CREDENTIALS_FILE"] = _folder["none"],
        });

    private async Task<string> GetAsync(string path, params (string Name, string Value)[] headers) => await SendAsync(HttpMethod.Get, path, headers);

    private async Task<string> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, $"http://{_gateway!.Invoke.Authority}/_aws/execute-api/{path}");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }
}
