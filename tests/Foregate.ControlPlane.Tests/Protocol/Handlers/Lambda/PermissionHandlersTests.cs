// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

public sealed class PermissionHandlersTests : IDisposable
{
    private const string Policy = LambdaClient.Functions + "/f/policy";

    private const string Permission = """
        {"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"apigateway.amazonaws.com","SourceArn":"arn:aws:execute-api:us-east-1:123456789012:api/*"}
        """;

    private readonly SignedClient _client = LambdaClient.New();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_statement_is_added_told_and_removed()
    {
        _client.Make();
        Assert.Equal("The resource you requested does not exist.", _client.Refuse("GET", Policy, "", 404));
        const string statement = $$$$"""{"Sid":"s","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{{{LambdaClient.Arn}}}}","Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:us-east-1:123456789012:api/*"}}}""";
        Assert.Equal(statement, (string)_client.Call("POST", Policy, Permission, 201)["Statement"]!);
        var policy = _client.Call("GET", Policy, "", 200);
        Assert.Equal($$"""{"Version":"2012-10-17","Id":"default","Statement":[{{statement}}]}""", (string)policy["Policy"]!);
        Assert.StartsWith("The statement id (s) provided already exists.", _client.Refuse("POST", Policy, Permission, 409), StringComparison.Ordinal);
        Assert.StartsWith("The Revision Id provided does not match", _client.Refuse("DELETE", Policy + "/s", "", 412, "RevisionId=x"), StringComparison.Ordinal);
        _client.Call("DELETE", Policy + "/s", "", 204, "RevisionId=" + (string)policy["RevisionId"]!);
        Assert.Equal("Statement s is not found in resource policy.", _client.Refuse("DELETE", Policy + "/s", "", 404));
    }

    [Fact]
    public void Versions_have_policies_of_their_own()
    {
        _client.Make();
        _client.Call("POST", LambdaClient.Functions + "/f/versions", "{}", 201);
        var added = _client.Call("POST", Policy, Permission, 201, "Qualifier=1");
        Assert.Equal(LambdaClient.Arn + ":1", (string)JsonNode.Parse((string)added["Statement"]!)!["Resource"]!);
        _client.Call("GET", Policy, "", 404);
        _client.Call("GET", Policy, "", 200, "Qualifier=1");
    }
}
