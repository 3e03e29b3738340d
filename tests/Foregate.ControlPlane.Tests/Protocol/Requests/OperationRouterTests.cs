// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Tests.Protocol.Requests;

public sealed class OperationRouterTests
{
    private static readonly OperationRouter First = new(ServiceModels.ApiGateway);

    private static readonly OperationRouter Second = new(ServiceModels.ApiGatewayV2);

    [Theory]
    [InlineData("POST", "/restapis", "", "CreateRestApi")]
    [InlineData("POST", "/restapis", "mode=import", "ImportRestApi")]
    [InlineData("POST", "/restapis", "mode=import&failonwarnings=true", "ImportRestApi")]
    [InlineData("POST", "/restapis", "mode=other", "CreateRestApi")]
    [InlineData("PUT", "/restapis/a", "mode=overwrite", "PutRestApi")]
    [InlineData("POST", "/apikeys", "mode=import&format=csv", "ImportApiKeys")]
    [InlineData("GET", "/restapis/a/documentation/parts", "", "GetDocumentationParts")]
    [InlineData("POST", "/restapis/a/authorizers", "", "CreateAuthorizer")]
    [InlineData("POST", "/restapis/a/authorizers/b", "", "TestInvokeAuthorizer")]
    [InlineData("DELETE", "/restapis/a/stages/s/cache/data", "", "FlushStageCache")]
    [InlineData("GET", "/%72estapis", "", "GetRestApis")]
    public void Finds_the_operation_of_method_and_path(string method, string path, string query, string operation) =>
        Assert.Equal(operation, First.Find(method, path, QueryString.Parse(query))?.Operation.Name);

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "restapis/a/b")]
    [InlineData("GET", "/restapis/")]
    [InlineData("TRACE", "/restapis")]
    [InlineData("GET", "/restapis//resources")]
    [InlineData("GET", "/v2/apis")]
    public void Knows_what_is_no_operation(string method, string path) => Assert.Null(First.Find(method, path, []));

    [Fact]
    public void Labels_are_decoded_after_the_path_was_split()
    {
        var routed = First.Find("GET", "/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Frestapis%2Fabc", []);
        Assert.Equal("arn:aws:apigateway:eu-west-1::/restapis/abc", routed?.Labels["resource_arn"]);
        Assert.Equal("GET /pets", Second.Find("DELETE", "/v2/apis/a/stages/s/routesettings/GET%20%2Fpets", [])?.Labels["routeKey"]);
    }

    [Fact]
    public void Every_operation_is_found_by_its_own_template()
    {
        foreach (var (router, model) in (ReadOnlySpan<(OperationRouter, ServiceModel)>)[(First, ServiceModels.ApiGateway), (Second, ServiceModels.ApiGatewayV2)])
        {
            foreach (var operation in model.Operations)
            {
                var template = new UriTemplate(operation.UriTemplate);
                var path = "/" + string.Join('/', template.Segments.Select(static segment => UriTemplate.IsLabel(segment) ? "x" : segment));
                Assert.Equal(operation.Name, router.Find(operation.Method, path, template.Query)?.Operation.Name);
            }
        }
    }
}
