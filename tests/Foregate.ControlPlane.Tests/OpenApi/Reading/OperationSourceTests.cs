// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.OpenApi.Reading;

public sealed class OperationSourceTests
{
    [Fact]
    public void Reads_every_method_that_API_Gateway_takes()
    {
        var document = Imports.Of(
            "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: { /a: { get: {}, put: {}, post: {}, delete: {}, options: {}, head: {}, patch: {}, x-amazon-apigateway-any-method: {} } }",
            upstream: "http://127.0.0.1");
        var methods = document.Account!.RestApis[document.ApiId].Resources.Values.Single(resource => resource.Path == "/a").ResourceMethods;
        Assert.Equal(["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"], methods.Keys);
        Assert.Equal("ANY", methods["ANY"].MethodIntegration!.HttpMethod);
    }

    [Theory]
    [InlineData("[{ in: query }]", "A parameter needs a name and a place (in).")]
    [InlineData("[{ name: x }]", "A parameter needs a name and a place (in).")]
    [InlineData("[{ name: x, in: url }]", "A parameter cannot be in \"url\".")]
    [InlineData("{}", "This must be a list, not an object.")]
    [InlineData("[x]", "This must be an object, not \"x\".")]
    public void Refuses_parameters_that_are_none(string parameters, string cause) => Assert.Equal(
        cause,
        Assert.Single(Imports.Of($"openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths: {{ /a: {{ get: {{ parameters: {parameters} }} }} }}", upstream: "http://127.0.0.1").Faults).Cause);
}
