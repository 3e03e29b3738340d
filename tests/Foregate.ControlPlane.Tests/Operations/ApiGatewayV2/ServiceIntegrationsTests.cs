// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class ServiceIntegrationsTests
{
    private readonly HttpGround _ground = new();

    private static Integrations.CreateIntegrationRequest Queue { get; } = new()
    {
        IntegrationType = IntegrationType.AwsProxy,
        IntegrationSubtype = "SQS-SendMessage",
        CredentialsArn = "arn:aws:iam::123456789012:role/r",
        RequestParameters = Ground.Map(("QueueUrl", "$request.header.queue"), ("MessageBody", "$request.body")),
    };

    [Fact]
    public void Calls_a_service_without_a_method_or_a_URI()
    {
        var made = Create(Queue).Done();
        Assert.Equal((null, null, "SQS-SendMessage"), (made.IntegrationMethod, made.IntegrationUri, made.IntegrationSubtype));
    }

    [Fact]
    public void Refuses_what_the_action_does_not_take()
    {
        Create(Queue with { RequestParameters = Queue.RequestParameters.Remove("MessageBody") }).Refused(400, "Parameter: MessageBody is required with IntegrationSubtype: SQS-SendMessage");
        Create(Queue with { RequestParameters = Queue.RequestParameters.Add("Colour", "red") }).Refused(400, "Parameter: Colour does not fit schema for Operation: SQS-SendMessage.");
        Create(Queue with { CredentialsArn = null }).Refused(400, "CredentialsArn is required with an IntegrationSubtype");
        Create(Queue with { IntegrationUri = "http://a" }).Refused(400, "IntegrationUri is not supported with an IntegrationSubtype");
        Create(Queue with { PayloadFormatVersion = "2.0" }).Refused(400, "PayloadFormatVersion must be 1.0 with an IntegrationSubtype");
        Create(Queue with { IntegrationType = IntegrationType.HttpProxy }).Refused(400, "IntegrationSubtype is only supported with integrations of type AWS_PROXY");
        Assert.StartsWith("Invalid IntegrationSubtype specified: S3-PutObject. Must be one of: [AppConfig-GetConfiguration, ", Create(Queue with { IntegrationSubtype = "S3-PutObject" }).Error!.Message, StringComparison.Ordinal);
    }

    private OperationResult<Integration> Create(Integrations.CreateIntegrationRequest request) => Integrations.CreateIntegration(_ground.Account, _ground.ApiId, request, Ground.Context);
}
