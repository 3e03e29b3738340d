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
            With(method with { MethodIntegration = integration with { IntegrationResponses = Ground.Map(("200", new IntegrationResponse { StatusCode = "200", ContentHandling = ContentHandling.ConvertToText })) } }),
            With(method with { MethodIntegration = integration with { ContentHandling = ContentHandling.ConvertToText } }),
            With(method with { MethodIntegration = integration with { ConnectionType = ConnectionType.VpcLink } }),
            With(method with { MethodIntegration = integration with { ConnectionId = "a" } }),
            With(method with { MethodIntegration = integration with { Credentials = "a" } }),
            With(method with { MethodIntegration = integration with { CacheNamespace = "a" } }),
            With(method with { MethodIntegration = integration with { CacheKeyParameters = ["a"] } }),
            With(method with { MethodIntegration = integration with { TlsConfig = new TlsConfig() } }),
            With(method with { MethodIntegration = integration with { TlsConfig = new TlsConfig { InsecureSkipVerification = true } } }),
            With(method with { MethodIntegration = integration with { ResponseTransferMode = ResponseTransferMode.Buffered } }),
            With(method with { MethodIntegration = integration with { IntegrationTarget = "a" } }),
            With(method with { AuthorizerId = "a" }),
            With(method with { RequestValidatorId = "a" }),
            With(method with { AuthorizationScopes = ["a"] }),
            With(method with { RequestModels = Ground.Map(("a", "b")) }),
            new() { MinimumCompressionSize = 1 },
            new() { Policy = "{}" },
            new() { Models = Ground.Map(("m", new Model { Id = "m", Name = "m", ContentType = "application/json" })) },
            new() { RequestValidators = Ground.Map(("a", new RequestValidator { Id = "a" })) },
            new() { RequestValidators = Ground.Map(("a", new RequestValidator { Id = "a", ValidateRequestBody = true })) },
            new() { Authorizers = Ground.Map(("a", new Authorizer { Id = "a", Name = "a", Type = AuthorizerType.Token })) },
            new() { Authorizers = Ground.Map(("a", new Authorizer { Id = "a", Name = "a", Type = AuthorizerType.Token, AuthorizerResultTtlInSeconds = 1 })) },
            new() { GatewayResponses = Ground.Map(("THROTTLED", new GatewayResponse { StatusCode = "430" })) },
        ];
        Assert.Equal(all.Length, all.Select(SnapshotFingerprint.Of).Distinct().Count());
        Assert.Equal(SnapshotFingerprint.Of(With(method)), SnapshotFingerprint.Of(With(method)));
    }

    private static ApiSnapshot With(Method method) =>
        new() { Resources = Ground.Map(("r", new Resource { Id = "r", Path = "/", ResourceMethods = Ground.Map((method.HttpMethod, method)) })) };
}
