// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.BackEnds;

public sealed class VpcLinkHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    private const string Target = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/n/1";

    [Fact]
    public void A_link_is_made_told_changed_and_deleted()
    {
        var made = _client.Call("POST", "/vpclinks", $$"""{"name":"l","description":"d","targetArns":["{{Target}}"]}""", 202);
        var one = "/vpclinks/" + (string)made["id"]!;
        Assert.Equal($$"""{"id":"{{made["id"]}}","name":"l","description":"d","targetArns":["{{Target}}"],"status":"PENDING"}""", made.ToJsonString());
        Assert.Equal(
            $$$"""{"id":"{{{made["id"]}}}","name":"l","description":"d","targetArns":["{{{Target}}}"],"status":"AVAILABLE","statusMessage":"Your vpc link is ready for use","tags":{}}""",
            _client.Call("GET", one, "", 200).ToJsonString());
        Assert.Equal(("m", "e"), ((string)_client.Patch(one, 200, ("replace", "/name", "m"), ("replace", "/description", "e"))["name"]!, "e"));
        _client.Patch(one, 400, ("replace", "/targetArns", "x"));
        Assert.Equal("Name cannot be empty", (string)_client.Patch(one, 400, ("replace", "/name", ""))["message"]!);
        Assert.Single(_client.Call("GET", "/vpclinks", "", 200)["item"]!.AsArray());
        _client.Call("DELETE", one, "", 202);
        Assert.Equal("Invalid Vpc Link identifier specified", (string)_client.Call("GET", one, "", 404)["message"]!);
    }

    [Theory]
    [InlineData("""{"name":"","targetArns":["arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/n/1"]}""", "Name cannot be empty")]
    [InlineData("""{"name":"l","targetArns":["me"]}""", "Invalid ARN. ARN is not well formed me")]
    [InlineData("""{"name":"","targetArns":[]}""", "Name cannot be empty")]
    [InlineData("""{"name":"l","targetArns":[]}""", "Exactly one target ARN is required")]
    [InlineData("""{"name":"l","targetArns":["arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/n/1"],"tags":{"_custom_id_":"A"}}""", "Invalid id A in the tag _custom_id_: up to 63 characters of a-z, 0-9 and -")]
    public void What_is_wrong_is_told(string body, string message) => Assert.Equal(message, (string)_client.Call("POST", "/vpclinks", body, 400)["message"]!);
}
