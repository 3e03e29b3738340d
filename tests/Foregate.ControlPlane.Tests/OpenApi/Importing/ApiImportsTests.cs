// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.Tests.OpenApi.Export;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.OpenApi.Importing;

public sealed class ApiImportsTests
{
    private const string Head = "openapi: 3.0.1\ninfo: { title: T, version: '1' }\n";
    private const string Mock = "x-amazon-apigateway-integration: { type: mock }";

    [Fact]
    public void What_AWS_does_not_know_is_warned_of_and_left_out()
    {
        const string Document = Head + "x-anything: 1\nx-amazon-apigateway-teleport: 1\npaths: { /a: { get: { summery: x, responses: { '200': "
            + "{ content: { application/json: { schema: { $ref: '#/components/schemas/Gone' } } } } }, " + Mock + " } }, b: {} }";
        string[] warnings =
        [
            "Parse issue: attribute paths. Resource b should start with /",
            "Parse issue: attribute paths.'/a'(get).summery is unexpected",
            "Parse issue: attribute paths.'/a'(get).responses.200.content.schema.#/components/schemas/Gone is missing",
        ];
        var made = Calls.Import(Document).Response!;
        Assert.Equal(warnings.Order(StringComparer.Ordinal), made.Warnings.Order(StringComparer.Ordinal));
        var refused = Calls.Import(Document, failOnWarnings: true);
        Assert.Equal("Warnings found during import:" + string.Concat(made.Warnings.Select(static warning => "\n\t" + warning)), refused.Error!.Message);
    }

    [Fact]
    public void What_AWS_refuses_is_told_all_at_once()
    {
        var error = Calls.Import(
            Head + "paths: { /: { get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: ftp://x } } }, '/{a}': {}, '/{b}': {}, '/c d': { put: {} } }").Error!;
        Assert.Equal(
            "Errors found during import:"
            + "\n\tUnable to put integration on 'GET' for resource at path '/': Invalid HTTP endpoint specified for URI"
            + "\n\tUnable to create resource at path '/c d': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end."
            + "\n\tUnable to create resource at path '/{b}': A sibling ({a}) of this resource already has a variable path part -- only one is allowed"
            + "\n\tUnable to create resource at path '/c d': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
            error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("openapi: 3.1.0")]
    [InlineData("{\"openapi\":\"3.0.1\",")]
    [InlineData("a: &a [*a]")]
    [InlineData("swagger: '1.2'")]
    public void What_is_no_document_is_no_input(string document)
    {
        Assert.Equal("Invalid OpenAPI input.", Calls.Import(document).Error!.Message);
        Assert.Equal("Invalid OpenAPI input.", Calls.Import(document, target: new ImportTarget { IsHttp = true }).Error!.Message);
    }

    [Theory]
    [InlineData("Ignore", "/p")]
    [InlineData("Prepend", "/a/b/c/p")]
    [InlineData("Split", "/b/c/p")]
    public void The_base_path_goes_where_it_is_told_to(string mode, string path)
    {
        foreach (var head in (string[])["swagger: '2.0'\nbasePath: /a/b/c\n", "openapi: 3.0.1\nservers: [{ url: 'https://x/{v}/c', variables: { v: { default: a/b } } }]\n"])
        {
            var api = Calls.Rest(head + "info: { title: T, version: '1' }\npaths: { /p: { get: { " + Mock + " } } }", target: new ImportTarget { BasePath = Enum.Parse<BasePathMode>(mode) });
            Assert.Equal(path, api.Resources.Values.Single(static resource => !resource.ResourceMethods.IsEmpty).Path);
        }
    }

    [Fact]
    public void Merging_keeps_what_is_not_said_and_overwriting_does_not()
    {
        var first = Calls.Rest(
            Head + "x-amazon-apigateway-binary-media-types: [a/a]\nx-amazon-apigateway-policy: { Statement: [] }\npaths: { /a: { get: { " + Mock + " }, put: { " + Mock + " } } }\ncomponents: { schemas: { A: { type: object } } }",
            target: new ImportTarget { EndpointTypes = [EndpointType.Regional] });
        var account = Imports.Empty with { RestApis = Imports.Empty.RestApis.Add(first.Id, first) };
        const string Second = "swagger: '2.0'\ninfo: { title: U, version: '2' }\nx-amazon-apigateway-binary-media-types: [b/b]\n"
            + "paths: { /a: { get: { operationId: changed, " + Mock + " } }, /b: { get: { " + Mock + " } } }\ndefinitions: { B: { type: object } }";
        var merged = Calls.Rest(Second, account, new ImportTarget { ApiId = first.Id });
        Assert.Equal(("U", "2", EndpointType.Regional), (merged.Name, merged.Version, merged.EndpointConfiguration.Types[0]));
        Assert.Equal(["a/a", "b/b"], merged.BinaryMediaTypes);
        Assert.Equal(["A", "B"], merged.Models.Keys);
        Assert.NotNull(merged.Policy);
        Assert.Equal(["GET /a changed", "GET /b ", "PUT /a "], Methods(merged));

        var overwritten = Calls.Rest(Second, account, new ImportTarget { ApiId = first.Id, Overwrites = true });
        Assert.Equal((first.Id, first.RootResourceId, EndpointType.Regional), (overwritten.Id, overwritten.RootResourceId, overwritten.EndpointConfiguration.Types[0]));
        Assert.Equal(["b/b"], overwritten.BinaryMediaTypes);
        Assert.Equal(["B"], overwritten.Models.Keys);
        Assert.Null(overwritten.Policy);
        Assert.Equal(["GET /a changed", "GET /b "], Methods(overwritten));
        Assert.Equal(first.Resources.Keys.Order(StringComparer.Ordinal), overwritten.Resources.Values.Where(static resource => resource.Path != "/b").Select(static resource => resource.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_HTTP_API_is_imported_as_far_as_it_can_be()
    {
        const string Document = Head + "x-amazon-apigateway-cors: { allowOrigins: ['*'], allowCredentials: true }\nx-amazon-apigateway-policy: {}\n"
            + "paths: { /a: { get: { security: [{ jwt: [] }], x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'http://x' } } }, "
            + "/b: { get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'http://x' } } } }\n"
            + "components: { securitySchemes: { jwt: { type: oauth2, x-amazon-apigateway-authorizer: { type: jwt, identitySource: $request.header.A } } } }";
        var api = Calls.Http(Document);
        Assert.Equal("GET /b", Assert.Single(api.Routes.Values).RouteKey);
        Assert.Equal("CORS Scheme is malformed, ignoring.", api.Warnings[0]);
        Assert.StartsWith("Unable to create Authorizer 'jwt': ", api.Warnings[1], StringComparison.Ordinal);
        Assert.StartsWith("Unable to create route 'GET /a': ", api.Warnings[2], StringComparison.Ordinal);
        Assert.Equal("x-amazon-apigateway-policy: HTTP APIs have no resource policies", Assert.Single(api.ImportInfo));
        Assert.StartsWith(
            "Warnings found during import:\n\tCORS Scheme is malformed, ignoring.\n\tUnable", Calls.Import(Document, target: new ImportTarget { IsHttp = true }, failOnWarnings: true).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reimporting_an_HTTP_API_keeps_its_stages_and_deploys_once()
    {
        var imported = Imports.Of(Head + "x-amazon-apigateway-importexport-version: '1.0'\npaths: { /a: { get: {} }, /b: { get: {} } }", upstream: "http://127.0.0.1");
        var before = imported.Account!.Apis[imported.ApiId];
        var after = Calls.Http(
            Head.Replace("title: T", "title: U", StringComparison.Ordinal)
                + "paths: { /c: { get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'http://x' } } }, /d: { get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'http://x' } } } }",
            imported.Account,
            new ImportTarget { ApiId = before.ApiId });
        Assert.Equal(("U", 1), (after.Name, after.Deployments.Count - before.Deployments.Count));
        Assert.Equal(["GET /c", "GET /d"], after.Deployments[after.Stages["$default"].DeploymentId!].Snapshot.Routes.Values.Select(static route => route.RouteKey).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Documentation_is_imported_alone()
    {
        const string Document = "swagger: '2.0'\ninfo: nonsense\npaths: { /a: { zap: 1 } }\nx-amazon-apigateway-documentation:\n"
            + "  documentationParts: [{ location: { type: API }, properties: { a: 1 } }, { location: { type: METHOD }, properties: { b: 1 } }]";
        var api = Calls.Rest(Head + "paths: {}\nx-amazon-apigateway-documentation: { documentationParts: [{ location: { type: API }, properties: { a: 0 } }, { location: { type: MODEL, name: M }, properties: {} }] }");
        var account = Imports.Empty with { RestApis = Imports.Empty.RestApis.Add(api.Id, api) };
        foreach (var (overwrites, expected) in ((bool, string[])[])[(false, ["API ", "METHOD /*", "MODEL "]), (true, ["API ", "METHOD /*"])])
        {
            var result = ApiImports.ImportDocumentationParts(account, api.Id, Encoding.UTF8.GetBytes(Document), overwrites, failOnWarnings: true, Calls.Context);
            Assert.Equal(2, result.Response!.DocumentationPartIds.Length);
            var parts = result.Account!.RestApis[api.Id].DocumentationParts.Values;
            Assert.Equal(expected, parts.Select(static part => $"{part.Location.Type.ToString().ToUpperInvariant()} {part.Location.Path}{part.Location.Method}").Order(StringComparer.Ordinal));
            Assert.Equal("{\n  \"a\" : 1\n}", parts.Single(static part => part.Location.Type == Definitions.Documentation.DocumentationPartType.Api).Properties);
        }

        Assert.Equal(
            "Unable to build importer with provided input.",
            ApiImports.ImportDocumentationParts(account, api.Id, "{}"u8.ToArray(), false, false, Calls.Context).Error!.Message);
    }

    [Fact]
    public void Forty_thousand_resources_are_imported_one_after_the_other()
    {
        var text = new StringBuilder(Head).Append("paths:\n");
        for (var i = 0; i < 40_000; i++)
        {
            text.Append("  /r").Append(i).Append(": { get: { ").Append(Mock).Append(" } }\n");
        }

        Assert.Equal(40_001, Calls.Rest(text.ToString()).Resources.Count);
    }

    [Fact]
    public void So_are_routes_with_one_back_end()
    {
        var text = new StringBuilder(Head).Append("paths:\n");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append("  /r").Append(i).Append(": { get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'http://x' } } }\n");
        }

        var api = Calls.Http(text.ToString());
        Assert.Equal((10_000, 10_000), (api.Routes.Count, api.Integrations.Count));
    }

    private static IEnumerable<string> Methods(RestApi api) => api.Resources.Values
        .SelectMany(static resource => resource.ResourceMethods.Values.Select(method => $"{method.HttpMethod} {resource.Path} {method.OperationName}"))
        .Order(StringComparer.Ordinal);
}
