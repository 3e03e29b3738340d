// SPDX-License-Identifier: Apache-2.0
using Foregate.Conformance.Tests.Running;

namespace Foregate.Conformance.Tests.Clients;

/// <summary>The AWS CLI against the management APIs of the built program: an API is made, served, changed and deleted, by nothing else.</summary>
public sealed class AwsCliTests : IAsyncDisposable
{
    private AwsAccount? _account;

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
        Assert.Equal("200 []", (await AwsAsync($"apigateway test-invoke-method --rest-api-id {api} --resource-id {pets} --http-method GET --path-with-query-string /pets?a=b --query [status,body] --output text")).Replace('\t', ' '));
        Assert.Contains("Method request query string: {a=b}", await AwsAsync($"apigateway test-invoke-method --rest-api-id {api} --resource-id {pets} --http-method GET --path-with-query-string /pets?a=b --query log --output text"), StringComparison.Ordinal);
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

    [Fact]
    public async Task Makes_a_function_and_calls_it_by_hand_and_through_an_API()
    {
        await ServeAsync();
        Assert.Equal("arn:aws:iam::000000000000:root", await AwsAsync("sts get-caller-identity --query Arn --output text"));
        _account!.Copy("function.mjs");
        _account.Pack("function.mjs", "function.zip");
        var arn = await AwsAsync("lambda create-function --function-name pets --runtime nodejs22.x --handler function.handler --role arn:aws:iam::000000000000:role/pets --zip-file fileb://function.zip --query FunctionArn --output text");
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:pets", arn);
        await AwsAsync("lambda wait function-active-v2 --function-name pets");
        Assert.Equal("200\t$LATEST", string.Join('\t', (await AwsAsync("lambda invoke --function-name pets --query [StatusCode,ExecutedVersion] --output text out.json")).Split('\t', StringSplitOptions.TrimEntries)));
        Assert.Equal("""{"statusCode":200,"headers":{"content-type":"application/json"},"body":"{\"path\":null,\"version\":\"$LATEST\"}"}""", await File.ReadAllTextAsync(Path.Combine(_account.Folder, "out.json"), TestContext.Current.CancellationToken));

        var api = await AwsAsync("apigatewayv2 create-api --name pets --protocol-type HTTP --query ApiId --output text");
        var integration = await AwsAsync($"apigatewayv2 create-integration --api-id {api} --integration-type AWS_PROXY --integration-uri {arn} --payload-format-version 2.0 --query IntegrationId --output text");
        await AwsAsync($"apigatewayv2 create-route --api-id {api} --route-key $default --target integrations/{integration}");
        await AwsAsync($"apigatewayv2 create-stage --api-id {api} --stage-name $default --auto-deploy");
        Assert.Equal("""200 {"path":"/dogs","version":"$LATEST"}""", await GetAsync($"{api}/dogs"));
        Assert.Equal("1", await AwsAsync("lambda publish-version --function-name pets --query Version --output text"));
        await AwsAsync("lambda delete-function --function-name pets");
        Assert.Contains("(ResourceNotFoundException) when calling the GetFunction operation: Function not found: " + arn, await FailAsync("lambda get-function --function-name pets"), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_account is not null)
        {
            await _account.DisposeAsync();
        }
    }

    private async Task ServeAsync()
    {
        Tool.Named("aws");
        _account = await AwsAccount.ServeAsync();
    }

    private async Task<string> AwsAsync(string command, params string[] last) => (await _account!.AwsAsync(command, last)).Succeeded().Text.Trim();

    private async Task<string> FailAsync(string command, string secret = "test")
    {
        var result = await _account!.AwsAsync(command, [], secret);
        Assert.NotEqual(0, result.Code);
        return result.Error;
    }

    private async Task<string> GetAsync(string path, params (string Name, string Value)[] headers) => await SendAsync(HttpMethod.Get, path, headers);

    private async Task<string> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, _account!.Invoke + path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }
}
