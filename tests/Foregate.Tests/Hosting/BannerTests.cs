// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.CloudFormation;
using Foregate.ControlPlane.OpenApi;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.Definitions;
using Foregate.Hosting;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting;

public sealed class BannerTests
{
    private static readonly ForegateOptions s_options = new() { Document = "api.yaml" };

    [Fact]
    public void Tells_where_to_call_and_shows_generated_keys_once()
    {
        var import = Imports.Of(SmallDocuments.Hello("hi", SmallDocuments.Mock("/secret", "x", needsKey: true)));
        var key = Assert.Single(import.GeneratedKeys).Value;
        var text = Banner.Render(s_options, import, [ListenerAddress.Parse("http://*:8080")], "http://127.0.0.1:4566/", null);
        Assert.Contains($"Invoke  http://127.0.0.1:8080/_aws/execute-api/{import.ApiId}/prod/\n", text, StringComparison.Ordinal);
        Assert.Contains($"http://{import.ApiId}.execute-api.localhost:8080/prod/\n", text, StringComparison.Ordinal);
        Assert.Contains($"Key     {key}  (default: generated, shown once)", text, StringComparison.Ordinal);
        Assert.Contains($"Try     curl http://127.0.0.1:8080/_aws/execute-api/{import.ApiId}/prod/hello\n", text, StringComparison.Ordinal);
        Assert.Contains($"curl -H 'x-api-key: {key}' http://127.0.0.1:8080/", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "http://127.0.0.1:1", "curl http://127.0.0.1:1/_aws/execute-api/ID/prod/a")]
    [InlineData("ANY", "http://[::1]:1", "curl http://[::1]:1/_aws/execute-api/ID/prod/a")]
    [InlineData("HEAD", "http://127.0.0.1:1", "curl -I http://127.0.0.1:1/_aws/execute-api/ID/prod/a")]
    [InlineData("PUT", "http://127.0.0.1:1", "curl -X PUT -H 'content-type: application/json' -d '{}' http://127.0.0.1:1/_aws/execute-api/ID/prod/a")]
    [InlineData("GET", "https://127.0.0.1:1", "curl --cacert '/it'\\''s/ca.crt' https://127.0.0.1:1/_aws/execute-api/ID/prod/a")]
    [InlineData("GET", "unix:/tmp/x.sock", "curl --unix-socket '/tmp/x.sock' http://localhost/_aws/execute-api/ID/prod/a")]
    public void A_curl_fits_its_method_and_listener(string method, string listener, string expected)
    {
        var import = Imports.Of(SmallDocuments.Hello("hi"));
        Assert.Equal(
            expected.Replace("ID", import.ApiId, StringComparison.Ordinal),
            Banner.Curl(import, import.Apis[0], new ServedRoute(method, "/a", false), ListenerAddress.Parse(listener), "/it's/ca.crt"));
    }

    [Fact]
    public void The_default_stage_has_no_name_in_the_path()
    {
        var import = Imports.Of(File.ReadAllText(Path.Combine(Folder.Repository, "samples/petstore/http-api.yaml")));
        var text = Banner.Render(s_options, import, [ListenerAddress.Parse("http://127.0.0.1:8080")], "http://127.0.0.1:4566", null);
        Assert.Contains($"/_aws/execute-api/{import.ApiId}/\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/$default", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_route_whose_key_is_not_known_has_no_curl() =>
        Assert.Null(Banner.Curl(Imports.Of(SmallDocuments.Hello("hi")), Imports.Of(SmallDocuments.Hello("hi")).Apis[0], new ServedRoute("GET", "/a", true), ListenerAddress.Parse("http://127.0.0.1:1"), null));

    [Fact]
    public void A_template_has_all_its_apis_and_its_outputs_with_hosts_that_are_answered_here()
    {
        var import = TemplateDocument.Import(
            """
            Resources:
              One: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: one, ProtocolType: HTTP, Target: "http://127.0.0.1:9000"}}
              Two: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: two, ProtocolType: HTTP, Target: "http://127.0.0.1:9000"}}
            Outputs:
              Url: {Value: !Sub "${One.ApiEndpoint}/a"}
              Other: {Value: "https://abcdefghij.execute-api.us-east-1.amazonaws.com/a"}
            """u8.ToArray(),
            "template.yaml",
            new ImportOptions(),
            new Account { AccountId = "000000000000", Region = "us-east-1" },
            TimeProvider.System);
        var text = Banner.Render(s_options, import, [ListenerAddress.Parse("http://127.0.0.1:8080")], "http://127.0.0.1:4566", null);
        Assert.Contains("serves 2 APIs from api.yaml", text, StringComparison.Ordinal);
        Assert.All(import.Apis, api => Assert.Contains($"  {api.ApiName} (HTTP API {api.ApiId}, stage $default)\n", text, StringComparison.Ordinal));
        var one = Assert.Single(import.Apis, api => api.ApiName == "one");
        Assert.Contains($"Url = http://{one.ApiId}.execute-api.localhost:8080/a\n", text, StringComparison.Ordinal);
        Assert.Contains("Other = https://abcdefghij.execute-api.us-east-1.amazonaws.com/a\n", text, StringComparison.Ordinal);
    }
}
