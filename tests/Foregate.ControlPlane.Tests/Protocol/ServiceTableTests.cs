// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Protocol;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol;

public sealed class ServiceTableTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Two_interfaces_of_one_service_are_told_apart_by_their_paths()
    {
        Assert.Equal("/v2/", Find("apigateway", "/v2/apis"));
        Assert.Equal("", Find("apigateway", "/restapis"));
        Assert.Equal("", Find("sts", "/v2/apis"));
    }

    [Theory]
    [InlineData("sts", "GET", "/restapis", 400)]
    [InlineData("apigateway", "POST", "/", 404)]
    [InlineData("apigateway", "GET", "/2015-03-31/functions", 404)]
    public void A_service_refuses_the_paths_of_another(string service, string method, string path, int status) =>
        Assert.Equal(status, _client.Send(method, path, "", service: service).StatusCode);

    [Fact]
    public void A_service_that_nobody_has_is_told_which_there_are()
    {
        var answer = _client.Send("GET", "/restapis", "", service: "dynamodb");
        Assert.Equal(403, answer.StatusCode);
        Assert.Contains("Credential should be scoped to correct service: 'apigateway', ", Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
        Assert.Contains(new("x-amzn-ErrorType", "InvalidSignatureException"), answer.Headers);
    }

    private static string Find(string service, string path) => ServiceTable.Find(service, new SignedRequest { Method = "GET", Path = path, Headers = [] }).PathPrefix;
}
