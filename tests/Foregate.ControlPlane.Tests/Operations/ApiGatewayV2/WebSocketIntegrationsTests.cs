// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Integration = Foregate.Definitions.ApiGatewayV2.Integration;
using IntegrationType = Foregate.Definitions.ApiGatewayV2.IntegrationType;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class WebSocketIntegrationsTests
{
    private readonly HttpGround _ground = new(ProtocolType.WebSocket);

    private static Integrations.CreateIntegrationRequest Mock { get; } = new() { IntegrationType = IntegrationType.Mock };

    [Theory]
    [InlineData(IntegrationType.Mock, null, null)]
    [InlineData(IntegrationType.Http, "POST", "http://127.0.0.1/{a}")]
    [InlineData(IntegrationType.HttpProxy, "ANY", "https://example.com")]
    [InlineData(IntegrationType.AwsProxy, null, "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations")]
    [InlineData(IntegrationType.Aws, "POST", "arn:aws:apigateway:us-east-1:sqs:path/123456789012/queue")]
    internal void Has_all_types(IntegrationType type, string? method, string? uri)
    {
        var made = Create(new Integrations.CreateIntegrationRequest { IntegrationType = type, IntegrationMethod = method, IntegrationUri = uri }).Done();
        Assert.Equal((29_000, PassthroughBehavior.WhenNoMatch), (made.TimeoutInMillis, made.PassthroughBehavior));
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        Create(Mock with { IntegrationUri = "http://a" }).Refused(400, "IntegrationUri is not supported with integrations of type MOCK");
        Create(Mock with { TimeoutInMillis = 29_001 }).Refused(400, "Timeout should be between 50 ms and 29000 ms");
        Create(Mock with { IntegrationSubtype = "SQS-SendMessage" }).Refused(400, "IntegrationSubtype is not supported for WEBSOCKET APIs");
        Create(Mock with { ServerNameToVerify = "a" }).Refused(400, "TlsConfig is not supported for WEBSOCKET APIs");
        Create(Mock with { ResponseParameters = Ground.Map(("200", Ground.Map(("append:header.a", "b")))) }).Refused(400, "ResponseParameters is not supported for WEBSOCKET APIs");
        Create(Mock with { PayloadFormatVersion = "2.0" }).Refused(400, "PayloadFormatVersion must be 1.0 for WEBSOCKET APIs");
        Create(Mock with { IntegrationType = IntegrationType.Http, IntegrationMethod = "GET" }).Refused(400, "Invalid HTTP endpoint specified for URI");
        Create(Mock with { IntegrationType = IntegrationType.Aws, IntegrationUri = "http://a" }).Refused(400, "AWS ARN for integration must contain path or action");
        Create(Mock with { IntegrationType = IntegrationType.Aws, ConnectionType = ConnectionType.VpcLink })
            .Refused(400, "The connection type VPC_LINK is only supported with integrations of the types HTTP and HTTP_PROXY");
    }

    [Theory]
    [InlineData("integration.request.header.a", "route.request.body.b", true)]
    [InlineData("integration.request.querystring.a", "'static text'", true)]
    [InlineData("integration.request.path.a", "context.connectionId", true)]
    [InlineData("integration.request.header.a", "$request.header.b", false)]
    [InlineData("append:header.a", "b", false)]
    public void Checks_request_parameters(string key, string value, bool isValid) =>
        Assert.Equal(isValid, Create(Mock with { RequestParameters = Ground.Map((key, value)) }).Error is null);

    private OperationResult<Integration> Create(Integrations.CreateIntegrationRequest request) => Integrations.CreateIntegration(_ground.Account, _ground.ApiId, request, Ground.Context);
}
