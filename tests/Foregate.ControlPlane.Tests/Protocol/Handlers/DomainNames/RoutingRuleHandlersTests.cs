// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.DomainNames;

public sealed class RoutingRuleHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    private const string Path = "/v2/domainnames/" + MappedDomain.Name + "/routingrules";

    [Fact]
    public void A_rule_is_made_told_replaced_and_deleted()
    {
        MappedDomain.Make(_client);
        var api = MappedDomain.Rest(_client);
        const string conditions = """[{"matchHeaders":{"anyOf":[{"header":"Hello","valueGlob":"w*"}]}},{"matchBasePaths":{"anyOf":["pets"]}}]""";
        var actions = $$$"""[{"invokeApi":{"apiId":"{{{api}}}","stage":"dev","stripBasePath":true}}]""";
        var made = _client.Call("POST", Path, $$"""{"priority":20,"conditions":{{conditions}},"actions":{{actions}}}""", 201);
        var id = (string)made["routingRuleId"]!;
        Assert.Equal(
            $$"""{"actions":{{actions}},"conditions":{{conditions}},"priority":20,"routingRuleArn":"arn:aws:apigateway:us-east-1:123456789012:/domainnames/api.example.com/routingrules/{{id}}","routingRuleId":"{{id}}"}""",
            made.ToJsonString());
        Assert.Equal(made.ToJsonString(), _client.Call("GET", $"{Path}/{id}", "", 200).ToJsonString());
        _client.Call("POST", Path, $$"""{"priority":3,"conditions":[],"actions":{{actions}}}""", 201);
        _client.Call("POST", Path, $$"""{"priority":3,"conditions":[],"actions":{{actions}}}""", 409);
        var first = _client.Call("GET", Path, "", 200, "maxResults=1");
        var second = _client.Call("GET", Path, "", 200, "maxResults=1&nextToken=" + (string)first["nextToken"]!);
        Assert.Equal((3, 20), ((int)first["routingRules"]![0]!["priority"]!, (int)second["routingRules"]![0]!["priority"]!));
        Assert.Equal(1, (int)_client.Call("PUT", $"{Path}/{id}", $$"""{"priority":1,"conditions":[],"actions":{{actions}}}""", 200)["priority"]!);
        _client.Call("DELETE", $"{Path}/{id}", "", 204);
        _client.Call("GET", $"{Path}/{id}", "", 404);
    }

    [Theory]
    [InlineData("1", """[{"matchHeaders":{"anyOf":[{"header":"Authorization","valueGlob":"*"}]}}]""", "The header Authorization cannot be used in a routing rule")]
    [InlineData("1", """[{"matchHeaders":{"anyOf":[{"header":"a b","valueGlob":"*"}]}}]""", "Invalid header name specified: a b. Up to 39 characters of a header name")]
    [InlineData("1", """[{"matchHeaders":{"anyOf":[{"header":"a","valueGlob":"b*c"}]}}]""", "Invalid valueGlob specified: b*c. Up to 127 characters with * at the beginning or the end, up to 39 with both")]
    [InlineData("1", """[{"matchBasePaths":{"anyOf":["a","b"]}}]""", "anyOf must have exactly one value")]
    [InlineData("1", """[{"matchBasePaths":{"anyOf":["a"]}},{"matchBasePaths":{"anyOf":["b"]}}]""", "A routing rule has at most two matchHeaders and one matchBasePaths")]
    [InlineData("1", "[{}]", "A condition has either matchHeaders or matchBasePaths")]
    [InlineData("0", "[]", "1 validation error detected: Value '0' at 'priority' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    public void What_is_wrong_is_told(string priority, string conditions, string message)
    {
        MappedDomain.Make(_client);
        var body = $$$"""{"priority":{{{priority}}},"conditions":{{{conditions}}},"actions":[{"invokeApi":{"apiId":"{{{MappedDomain.Rest(_client)}}}","stage":"dev"}}]}""";
        Assert.Equal(message, (string)_client.Call("POST", Path, body, 400)["message"]!);
    }

    [Fact]
    public void It_leads_to_REST_APIs_alone()
    {
        MappedDomain.Make(_client);
        var body = $$$"""{"priority":1,"conditions":[],"actions":[{"invokeApi":{"apiId":"{{{MappedDomain.Http(_client)}}}","stage":"dev"}}]}""";
        Assert.Equal("Routing rules only support REST APIs", (string)_client.Call("POST", Path, body, 400)["message"]!);
    }
}
