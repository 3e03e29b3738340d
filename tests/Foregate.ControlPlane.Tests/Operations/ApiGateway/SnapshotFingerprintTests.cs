// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class SnapshotFingerprintTests
{
    [Fact]
    public void Changes_with_everything_that_a_deployment_freezes()
    {
        var integration = new Integration { Type = IntegrationType.Mock };
        var method = new Method { HttpMethod = "GET", MethodIntegration = integration };
        ApiSnapshot[] all =
        [
            new(),
            new() { BinaryMediaTypes = ["a/b"] },
            new() { ApiKeySource = ApiKeySourceType.Authorizer },
            With(method),
            With(method with { ApiKeyRequired = true }),
            With(method with { OperationName = "x" }),
            With(method with { AuthorizationType = AuthorizationType.AwsIam }),
            With(method with { RequestParameters = Ground.Map(("a", true)) }),
            With(method with { MethodResponses = Ground.Map(("200", new MethodResponse { StatusCode = "200" })) }),
            With(method with { MethodIntegration = null }),
            With(method with { MethodIntegration = integration with { Type = IntegrationType.HttpProxy } }),
            With(method with { MethodIntegration = integration with { HttpMethod = "GET" } }),
            With(method with { MethodIntegration = integration with { Uri = "http://a" } }),
            With(method with { MethodIntegration = integration with { RequestParameters = Ground.Map(("a", "b")) } }),
            With(method with { MethodIntegration = integration with { RequestTemplates = Ground.Map(("a", "b")) } }),
            With(method with { MethodIntegration = integration with { PassthroughBehavior = PassthroughBehavior.Never } }),
            With(method with { MethodIntegration = integration with { TimeoutInMillis = 1 } }),
            With(method with { MethodIntegration = integration with { IntegrationResponses = Ground.Map(("200", new IntegrationResponse { StatusCode = "200" })) } }),
            With(method with { MethodIntegration = integration with { IntegrationResponses = Ground.Map(("200", new IntegrationResponse { StatusCode = "200", SelectionPattern = "x" })) } }),
        ];
        Assert.Equal(all.Length, all.Select(SnapshotFingerprint.Of).Distinct().Count());
        Assert.Equal(SnapshotFingerprint.Of(With(method)), SnapshotFingerprint.Of(With(method)));
    }

    private static ApiSnapshot With(Method method) =>
        new() { Resources = Ground.Map(("r", new Resource { Id = "r", Path = "/", ResourceMethods = Ground.Map((method.HttpMethod, method)) })) };
}
