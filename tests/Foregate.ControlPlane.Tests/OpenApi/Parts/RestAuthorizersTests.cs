// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Tests.OpenApi.Export;

namespace Foregate.ControlPlane.Tests.OpenApi.Parts;

public sealed class RestAuthorizersTests
{
    private const string Uri = "authorizerUri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations'";

    [Theory]
    [InlineData("header, name: A", "type: token", "method.request.header.A")]
    [InlineData("header, name: A", "type: token, identitySource: method.request.header.B", "method.request.header.B")]
    [InlineData("header, name: A", "type: request, authorizerResultTtlInSeconds: 0", null)]
    [InlineData("query, name: q", "type: request, identitySource: method.request.querystring.q", "method.request.querystring.q")]
    public void The_scheme_says_where_the_proof_is(string scheme, string authorizer, string? source) =>
        Assert.Equal(source, Calls.Rest(Document(scheme, authorizer)).Authorizers.Values.Single().IdentitySource);

    [Fact]
    public void One_that_is_there_by_name_is_changed()
    {
        var api = Calls.Rest(Document("header, name: A", "type: token"));
        var account = Imports.Empty with { RestApis = Imports.Empty.RestApis.Add(api.Id, api) };
        var again = Calls.Rest(Document("header, name: B", "type: token"), account, new ImportTarget { ApiId = api.Id });
        Assert.Equal(api.Authorizers.Keys, again.Authorizers.Keys);
        Assert.Equal("method.request.header.B", again.Authorizers.Values.Single().IdentitySource);
    }

    [Fact]
    public void What_AWS_refuses_is_refused() => Assert.StartsWith(
        "Errors found during import:\n\tUnable to create authorizer 'a': Authorizer result TTL must be between 0 and 3600 seconds\n\tUnable to put method 'GET' on resource at path '/a': Invalid authorizer ID specified.",
        Calls.Import(Document("header, name: A", "type: token, authorizerResultTtlInSeconds: 4000")).Error!.Message,
        StringComparison.Ordinal);

    private static string Document(string scheme, string authorizer) =>
        "openapi: 3.0.1\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { security: [{ a: [] }] } } }\ncomponents: { securitySchemes: { a: { type: apiKey, in: " + scheme
        + ", x-amazon-apigateway-authorizer: { " + Uri + ", " + authorizer + " } } } }";
}
