// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.OpenApi.Export;

namespace Foregate.ControlPlane.Tests.OpenApi.Parts;

public sealed class ValidatorImportTests
{
    private const string Head = "openapi: 3.0.1\ninfo: { title: T, version: '1' }\nx-amazon-apigateway-request-validators: { a: { validateRequestBody: true }, b: { validateRequestParameters: true } }\n";

    [Fact]
    public void An_operation_names_its_own_or_takes_the_documents()
    {
        var api = Calls.Rest(Head + "x-amazon-apigateway-request-validator: a\npaths: { /a: { get: {}, put: { x-amazon-apigateway-request-validator: b }, post: { x-amazon-apigateway-request-validator: '' } } }");
        var methods = api.Resources.Values.Single(static resource => resource.PathPart == "a").ResourceMethods;
        Assert.Equal(
            ["a", "b", ""],
            new[] { "GET", "PUT", "POST" }.Select(name => methods[name].RequestValidatorId is { } id ? api.RequestValidators[id].Name : ""));
    }

    [Fact]
    public void A_name_that_is_nobodys_is_refused() => Assert.Equal(
        "Errors found during import:\n\tUnable to put method 'GET' on resource at path '/a': Invalid Request Validator identifier specified",
        Calls.Import(Head + "paths: { /a: { get: { x-amazon-apigateway-request-validator: c } } }").Error!.Message);
}
