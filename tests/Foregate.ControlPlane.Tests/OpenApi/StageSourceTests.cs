// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

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

    [Fact]
    public void Says_all_of_a_stage_that_a_call_could()
    {
        var result = Imports.Of(
            Document + """
            x-foregate-stage:
              variables: { a: x, b: y }
              canarySettings: { percentTraffic: 12.5, stageVariableOverrides: { b: z, c: new }, useStageCache: true }
              clientCertificateId: abc123
              tracingEnabled: true
              accessLogSettings: { destinationArn: "arn:aws:logs:us-east-1:000000000000:log-group:g", format: $context.requestId }
              methodSettings: { a/GET: { metricsEnabled: true, loggingLevel: INFO, dataTraceEnabled: true, throttlingRateLimit: -1 } }
            """,
            upstream: "http://127.0.0.1",
            account: Certified);
        Assert.Equal([], result.Faults());
        var stage = result.Account!.RestApis[result.ApiId].Stages["prod"];
        Assert.Equal((12.5, stage.DeploymentId, true), (stage.CanarySettings!.PercentTraffic, stage.CanarySettings.DeploymentId, stage.CanarySettings.UseStageCache));
        Assert.Equal(["b=z", "c=new"], stage.CanarySettings.StageVariableOverrides.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal(("abc123", true), (stage.ClientCertificateId, stage.TracingEnabled));
        Assert.Equal(("arn:aws:logs:us-east-1:000000000000:log-group:g", "$context.requestId"), (stage.AccessLogSettings!.DestinationArn, stage.AccessLogSettings.Format));
        Assert.Equal(new MethodSetting { MetricsEnabled = true, LoggingLevel = "INFO", DataTraceEnabled = true, ThrottlingRateLimit = -1 }, stage.MethodSettings["a/GET"]);
        Assert.Null(result.Account.Settings);
        Assert.Empty(result.InertPaths);
    }

    [Theory]
    [InlineData("canarySettings: { percentTraffic: 100.5 }", "#/x-foregate-stage/canarySettings", "Canary percent traffic must be between 0.0 and 100.0")]
    [InlineData("canarySettings: { stageVariableOverrides: { a-b: x } }", "#/x-foregate-stage/canarySettings", "Stage variable name a-b is invalid")]
    [InlineData("canarySettings: { deploymentId: abc123 }", "#/x-foregate-stage/canarySettings/deploymentId", "a document makes one")]
    [InlineData("clientCertificateId: zzz999", "#/x-foregate-stage/clientCertificateId", "There is no client certificate zzz999 in this account.")]
    [InlineData("methodSettings: { a/GET: { loggingLevel: ALL } }", "#/x-foregate-stage/methodSettings/a~1GET", "Invalid logging level specified: ALL")]
    [InlineData("methodSettings: { a/GET: { cacheTtlInSeconds: 3601 } }", "#/x-foregate-stage/methodSettings/a~1GET", "Invalid cache TTL specified: 3601")]
    public void Refuses_at_its_place_what_a_stage_cannot_be(string said, string place, string words)
    {
        var fault = Assert.Single(Imports.Of(Document + $"x-foregate-stage: {{ {said} }}", upstream: "http://127.0.0.1", account: Certified).Faults);
        Assert.Equal(place, fault.DocumentPath);
        Assert.Contains(words, fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_cannot_be_looked_for_is_told_and_not_refused()
    {
        var result = Imports.Of(Document + "x-foregate-stage: { clientCertificateId: zzz999 }", upstream: "http://127.0.0.1", options: new ImportOptions { IsAlone = true });
        Assert.Equal([], result.Faults());
        Assert.Null(result.Account!.RestApis[result.ApiId].Stages["prod"].ClientCertificateId);
        Assert.Contains(result.Notices, notice => notice.Text.Contains("zzz999", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("canarySettings: {}")]
    [InlineData("tracingEnabled: true")]
    [InlineData("clientCertificateId: abc123")]
    public void What_stages_of_HTTP_APIs_have_not_is_refused(string said) => Assert.Contains(
        "is nothing that HTTP APIs have",
        Assert.Single(Imports.Of(Document + $"x-amazon-apigateway-importexport-version: '1.0'\nx-foregate-stage: {{ {said} }}", upstream: "http://127.0.0.1").Faults).Cause,
        StringComparison.Ordinal);

    private static Account Certified { get; } = Imports.Empty with
    {
        ClientCertificates = Imports.Empty.ClientCertificates.Add("abc123", new ClientCertificate
        {
            ClientCertificateId = "abc123",
            PemEncodedCertificate = "-",
            PrivateKey = "-",
            CreatedDate = DateTimeOffset.UnixEpoch,
            ExpirationDate = DateTimeOffset.UnixEpoch,
        }),
    };
}
