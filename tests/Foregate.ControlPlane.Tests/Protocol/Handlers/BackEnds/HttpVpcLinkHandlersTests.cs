// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.BackEnds;

public sealed class HttpVpcLinkHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_link_is_made_told_renamed_and_deleted()
    {
        var made = _client.Call("POST", "/v2/vpclinks", """{"name":"l","subnetIds":["subnet-1"],"securityGroupIds":["sg-1"],"tags":{"a":"b"}}""", 201);
        var one = "/v2/vpclinks/" + (string)made["vpcLinkId"]!;
        Assert.Equal(
            $$"""{"createdDate":"2026-01-02T03:04:05Z","name":"l","securityGroupIds":["sg-1"],"subnetIds":["subnet-1"],"tags":{"a":"b"},"vpcLinkId":"{{made["vpcLinkId"]}}","vpcLinkStatus":"AVAILABLE","vpcLinkStatusMessage":"VPC link is ready to route traffic","vpcLinkVersion":"V2"}""",
            _client.Call("GET", one, "", 200).ToJsonString());
        Assert.Equal("PENDING", (string)made["vpcLinkStatus"]!);
        Assert.Equal("m", (string)_client.Call("PATCH", one, """{"name":"m"}""", 200)["name"]!);
        var tags = $"/v2/tags/{Uri.EscapeDataString("arn:aws:apigateway:us-east-1::/vpclinks/" + (string)made["vpcLinkId"]!)}";
        _client.Call("POST", tags, """{"tags":{"c":"d"}}""", 201);
        Assert.Equal("""{"tags":{"a":"b","c":"d"}}""", _client.Call("GET", tags, "", 200).ToJsonString());
        Assert.Single(_client.Call("GET", "/v2/vpclinks", "", 200)["items"]!.AsArray());
        _client.Call("DELETE", one, "", 202);
        _client.Call("GET", one, "", 404);
    }

    [Fact]
    public void Too_many_of_a_kind_are_too_many_requests_in_this_interface()
    {
        for (var i = 0; i < 10; i++)
        {
            _client.Call("POST", "/v2/vpclinks", """{"name":"l","subnetIds":["subnet-1"]}""", 201);
        }

        var answer = _client.Send("POST", "/v2/vpclinks", """{"name":"l","subnetIds":["subnet-1"]}""");
        Assert.Equal((429, "TooManyRequestsException"), (answer.StatusCode, answer.Headers.First(static header => header.Key == "x-amzn-ErrorType").Value));
    }

    [Theory]
    [InlineData("""{"name":" ","subnetIds":["subnet-1"]}""", "Name must be non-empty")]
    [InlineData("""{"name":"l","subnetIds":[]}""", "A VPC link has 1 to 10 subnets")]
    [InlineData("""{"name":"l","subnetIds":"subnet-1"}""", "Unrecognized collection type class java.lang.String")]
    public void What_is_wrong_is_told(string body, string message) => Assert.Contains(message, (string)_client.Call("POST", "/v2/vpclinks", body, 400)["message"]!, StringComparison.Ordinal);
}
