// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.OpenApi;

public sealed class SecurityTests
{
    [Theory]
    [InlineData("[]", "", false)]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: header, name: x-api-key }", true)]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: header, name: X-API-Key }", true)]
    [InlineData("[{}]", "", false)]
    public void Serves_API_keys(string security, string schemes, bool isRequired)
    {
        var result = Import(security, schemes);
        Assert.Equal([], result.Faults());
        Assert.Equal(isRequired, result.Account!.RestApis[result.ApiId].Resources.Values.Single(resource => resource.Path == "/a").ResourceMethods["GET"].ApiKeyRequired);
    }

    [Theory]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: query, name: x-api-key }", "from the header x-api-key only, not from query \"x-api-key\"")]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: header, name: api_key }", "from the header x-api-key only, not from header \"api_key\"")]
    [InlineData("[{ jwt: [] }]", "jwt: { type: http, scheme: bearer }", "The security scheme \"jwt\" (http) would need an authorizer")]
    [InlineData("[{ key: [] }, {}]", "key: { type: apiKey, in: header, name: x-api-key }", "no choice between ways")]
    [InlineData("[{ key: [], jwt: [] }]", "key: { type: apiKey, in: header, name: x-api-key }, jwt: { type: openIdConnect, openIdConnectUrl: x }", "(openIdConnect) would need an authorizer")]
    [InlineData("[{ none: [] }]", "", "There is no security scheme \"none\"")]
    [InlineData("[{ key: [] }]", "key: { type: apiKey, in: header, name: x-api-key, x-amazon-apigateway-authorizer: { type: token } }", "x-amazon-apigateway-authorizer would need authorizers")]
    [InlineData("{ key: [] }", "key: { type: apiKey, in: header, name: x-api-key }", "This must be a list, not an object")]
    public void Refuses_with_one_fault_what_would_need_more(string security, string schemes, string cause) =>
        Assert.Contains(cause, Assert.Single(Import(security, schemes).Faults).Cause, StringComparison.Ordinal);

    [Fact]
    public void Leaves_schemes_alone_that_nothing_uses() =>
        Assert.Equal([], Import("[]", "jwt: { type: oauth2, flows: { implicit: { authorizationUrl: x, scopes: {} } } }").Faults());

    private static ControlPlane.OpenApi.ImportResult Import(string security, string schemes) => Imports.Of(
        $"openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths: {{ /a: {{ get: {{ security: {security} }} }} }}\ncomponents: {{ securitySchemes: {{ {schemes} }} }}",
        upstream: "http://127.0.0.1");
}
