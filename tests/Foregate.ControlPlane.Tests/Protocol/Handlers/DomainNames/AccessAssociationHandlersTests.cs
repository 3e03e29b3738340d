// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.DomainNames;

public sealed class AccessAssociationHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void An_association_is_made_told_and_deleted_or_rejected()
    {
        var domain = (string)_client.Call(
            "POST", "/domainnames",
            """{"domainName":"in.example.com","certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a","endpointConfiguration":{"types":["PRIVATE"]},"tags":{"_custom_id_":"abc"}}""", 201)["domainNameArn"]!;
        Assert.EndsWith("+abc", domain, StringComparison.Ordinal);
        var body = $$"""{"domainNameArn":"{{domain}}","accessAssociationSourceType":"VPCE","accessAssociationSource":"vpce-1a"}""";
        var made = _client.Call("POST", "/domainnameaccessassociations", body, 201);
        var arn = (string)made["domainNameAccessAssociationArn"]!;
        Assert.Equal("arn:aws:apigateway:us-east-1:123456789012:/domainnameaccessassociations/domainname/in.example.com/vpcesource/vpce-1a", arn);
        _client.Call("POST", "/domainnameaccessassociations", body, 409);
        Assert.Equal(made.ToJsonString(), _client.Call("GET", "/domainnameaccessassociations", "", 200)["item"]![0]!.ToJsonString());
        _client.Call("PUT", "/tags/" + Uri.EscapeDataString(arn), """{"tags":{"a":"b"}}""", 204);
        _client.Call("DELETE", "/domainnames/in.example.com", "", 400, "domainNameId=abc");
        _client.Call("DELETE", "/domainnameaccessassociations/" + Uri.EscapeDataString(arn), "", 202);
        _client.Call("DELETE", "/domainnameaccessassociations/" + Uri.EscapeDataString(arn), "", 404);
        _client.Call("POST", "/domainnameaccessassociations", body, 201);
        _client.Call("POST", "/rejectdomainnameaccessassociations", "", 202, $"domainNameAccessAssociationArn={Uri.EscapeDataString(arn)}&domainNameArn={Uri.EscapeDataString(domain)}");
        Assert.Empty(_client.Call("GET", "/domainnameaccessassociations", "", 200)["item"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"domainNameArn":"a","accessAssociationSourceType":"VPCE","accessAssociationSource":"vpce-1"}""", "Invalid private domain name ARN specified: a")]
    [InlineData("""{"domainNameArn":"a","accessAssociationSourceType":"VPC","accessAssociationSource":"vpce-1"}""", "1 validation error detected: Value 'VPC' at 'createDomainNameAccessAssociationInput.accessAssociationSourceType' failed to satisfy constraint: Member must satisfy enum value set: [VPCE]")]
    public void What_is_wrong_is_told(string body, string message) => Assert.Equal(message, (string)_client.Call("POST", "/domainnameaccessassociations", body, 400)["message"]!);
}
