// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary>The <c>Integration</c> of a method in a template.</summary>
internal static class MethodIntegration
{
    private static readonly ObjectKind s_response = new("the integration response", "ContentHandling ResponseParameters ResponseTemplates SelectionPattern StatusCode");

    private static readonly ObjectKind s_tls = new("the TLS settings", "InsecureSkipVerification");

    private static readonly (string, string)[] s_places =
    [
        ("connection id", "ConnectionId"), ("vpc link", "ConnectionId"), ("connection type", "ConnectionType"), ("role", "Credentials"), ("timeout", "TimeoutInMillis"), ("transfer mode", "ResponseTransferMode"),
        ("TLS", "TlsConfig"), ("HttpMethod", "IntegrationHttpMethod"), ("template", "RequestTemplates"), ("content", "RequestTemplates"), ("mapping", "RequestParameters"), ("mapping", "CacheKeyParameters"), ("ARN", "Uri"),
        ("endpoint", "Uri"), ("URI", "Uri"), ("integration", "Type"),
    ];

    private static readonly (string, string)[] s_responsePlaces =
    [
        ("status", "StatusCode"), ("mapping", "ResponseParameters"), ("template", "ResponseTemplates"), ("content", "ResponseTemplates"),
    ];

    public static ObjectKind Kind { get; } = new(
        "the integration",
        "CacheKeyParameters CacheNamespace ConnectionId ConnectionType ContentHandling Credentials IntegrationHttpMethod IntegrationResponses IntegrationTarget PassthroughBehavior RequestParameters"
            + " RequestTemplates ResponseTransferMode TimeoutInMillis TlsConfig Type Uri");

    public static void Put(ResourceContext context, Section section, string api, string resource, string verb)
    {
        if (!section.Has("Type"))
        {
            section.Fault("Type", "The integration has no Type.", "Write one, such as AWS_PROXY.");
        }

        var request = Request(context, section);
        if (context.Apply(section, account => Integrations.PutIntegration(account, api, resource, verb, request, context.Operations), s_places) is null)
        {
            return;
        }

        foreach (var response in context.Objects(section, "IntegrationResponses", s_response))
        {
            var put = new IntegrationResponses.PutIntegrationResponseRequest
            {
                StatusCode = response.Text("StatusCode") ?? "",
                SelectionPattern = response.Text("SelectionPattern"),
                ResponseParameters = response.TextMap("ResponseParameters"),
                ResponseTemplates = response.TextMap("ResponseTemplates"),
                ContentHandling = ReadHandling(context, response),
            };
            context.Apply(response, account => IntegrationResponses.PutIntegrationResponse(account, api, resource, verb, put, context.Operations), s_responsePlaces);
        }
    }

    private static Integrations.PutIntegrationRequest Request(ResourceContext context, Section section) => new()
    {
        Type = context.Choice(
            section,
            "Type",
            IntegrationType.Mock,
            ("MOCK", IntegrationType.Mock),
            ("HTTP", IntegrationType.Http),
            ("HTTP_PROXY", IntegrationType.HttpProxy),
            ("AWS", IntegrationType.Aws),
            ("AWS_PROXY", IntegrationType.AwsProxy)),
        HttpMethod = section.Text("IntegrationHttpMethod"),
        Uri = section.Text("Uri"),
        RequestParameters = section.TextMap("RequestParameters"),
        RequestTemplates = section.TextMap("RequestTemplates"),
        PassthroughBehavior = context.Choice(
            section,
            "PassthroughBehavior",
            PassthroughBehavior.WhenNoMatch,
            ("WHEN_NO_MATCH", PassthroughBehavior.WhenNoMatch),
            ("WHEN_NO_TEMPLATES", PassthroughBehavior.WhenNoTemplates),
            ("NEVER", PassthroughBehavior.Never)),
        ContentHandling = ReadHandling(context, section),
        TimeoutInMillis = section.Integer("TimeoutInMillis"),
        ConnectionType = context.Choice(section, "ConnectionType", ConnectionType.Internet, ("INTERNET", ConnectionType.Internet), ("VPC_LINK", ConnectionType.VpcLink)),
        ConnectionId = section.Text("ConnectionId"),
        Credentials = section.Text("Credentials"),
        CacheNamespace = section.Text("CacheNamespace"),
        CacheKeyParameters = section.Texts("CacheKeyParameters"),
        TlsConfig = section.Object("TlsConfig", s_tls) is { } tls ? new TlsConfig { InsecureSkipVerification = tls.Boolean("InsecureSkipVerification") ?? false } : null,
        ResponseTransferMode = context.Choice<ResponseTransferMode?>(
            section, "ResponseTransferMode", null, ("BUFFERED", ResponseTransferMode.Buffered), ("STREAM", ResponseTransferMode.Stream)),
        IntegrationTarget = section.Text("IntegrationTarget"),
    };

    private static ContentHandling? ReadHandling(ResourceContext context, Section section) => context.Choice<ContentHandling?>(
        section, "ContentHandling", null, ("CONVERT_TO_BINARY", ContentHandling.ConvertToBinary), ("CONVERT_TO_TEXT", ContentHandling.ConvertToText));
}
