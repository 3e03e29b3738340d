// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;

namespace Foregate.ControlPlane.Tests.OpenApi;

public sealed class StageSourceTests
{
    private const string Document = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: { /a: { get: {} } }\n";

    [Theory]
    [InlineData("", null, "prod")]
    [InlineData("x-foregate-stage: { stageName: live }", null, "live")]
    [InlineData("x-foregate-stage: { stageName: live }", "test", "test")]
    [InlineData("x-amazon-apigateway-importexport-version: '1.0'", null, "$default")]
    [InlineData("x-amazon-apigateway-importexport-version: '1.0'\nx-foregate-stage: { stageName: dev }", null, "dev")]
    public void Is_named_by_the_caller_the_document_or_the_kind(string extension, string? option, string name) =>
        Assert.Equal(name, Imports.Of(Document + extension, upstream: "http://127.0.0.1", options: new ImportOptions { StageName = option }).StageName);

    [Fact]
    public void Refuses_a_name_from_the_caller_that_AWS_refuses() =>
        Assert.Contains("Stage name only allows", Assert.Single(Imports.Of(Document, upstream: "http://127.0.0.1", options: new ImportOptions { StageName = "a b" }).Faults).Cause, StringComparison.Ordinal);

    [Fact]
    public void Reports_every_bad_variable() => Assert.Equal(
        2, Imports.Of(Document + "x-foregate-stage: { variables: { a-b: x, c: 'd e', f: g } }", upstream: "http://127.0.0.1").Faults.Length);
}
