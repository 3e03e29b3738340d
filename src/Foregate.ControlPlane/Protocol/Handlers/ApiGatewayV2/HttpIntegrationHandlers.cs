// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;
using Integration = Foregate.Definitions.ApiGatewayV2.Integration;
using IntegrationType = Foregate.Definitions.ApiGatewayV2.IntegrationType;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>Back ends of HTTP and WebSocket APIs, on the wire.</summary>
internal static class HttpIntegrationHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        var type = HttpNames.Integrations.Read(call.Text("IntegrationType"))!.Value;
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        if (found.Response is { ProtocolType: ProtocolType.Http } && type == IntegrationType.AwsProxy
            && input.GetText("PayloadFormatVersion") is null && input.GetText("IntegrationSubtype") is null)
        {
            return AwsError.BadRequest("PayloadFormatVersion is a required parameter for integration of type AWS_PROXY");
        }

        return Answer(
            call,
            Integrations.CreateIntegration(
                call.Account,
                call.Text("ApiId"),
                new Integrations.CreateIntegrationRequest
                {
                    IntegrationType = type,
                    Description = input.GetText("Description"),
                    IntegrationMethod = input.GetText("IntegrationMethod"),
                    IntegrationUri = input.GetText("IntegrationUri"),
                    PayloadFormatVersion = input.GetText("PayloadFormatVersion") ?? "1.0",
                    RequestParameters = input.GetTextMap("RequestParameters") ?? OrdinalMap.Empty<string>(),
                    ResponseParameters = ResponseParameters(input) ?? OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>(),
                    TimeoutInMillis = input.GetInteger("TimeoutInMillis"),
                    ConnectionType = HttpNames.Connections.Read(input.GetText("ConnectionType")) ?? ConnectionType.Internet,
                    ConnectionId = input.GetText("ConnectionId"),
                    ContentHandlingStrategy = HttpNames.ContentHandlings.Read(input.GetText("ContentHandlingStrategy")),
                    CredentialsArn = input.GetText("CredentialsArn"),
                    IntegrationSubtype = input.GetText("IntegrationSubtype"),
                    PassthroughBehavior = HttpNames.Passthroughs.Read(input.GetText("PassthroughBehavior")),
                    RequestTemplates = input.GetTextMap("RequestTemplates") ?? OrdinalMap.Empty<string>(),
                    TemplateSelectionExpression = input.GetText("TemplateSelectionExpression"),
                    ServerNameToVerify = input["TlsConfig"]?.GetText("ServerNameToVerify"),
                },
                call.Context));
    }

    public static HandlerResult Get(HandlerCall call) => Answer(call, Integrations.GetIntegration(call.Account, call.Text("ApiId"), call.Text("IntegrationId")));

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        return found.Error is { } missing
            ? missing
            : call.ItemsV2(found.Response!.Integrations.Values, static integration => integration.IntegrationId, integration => Wire(found.Response!, integration));
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        return Answer(
            call,
            Integrations.UpdateIntegration(
                call.Account,
                call.Text("ApiId"),
                call.Text("IntegrationId"),
                new Integrations.UpdateIntegrationRequest
                {
                    IntegrationType = HttpNames.Integrations.Read(input.GetText("IntegrationType")),
                    Description = input.GetText("Description"),
                    IntegrationMethod = input.GetText("IntegrationMethod"),
                    IntegrationUri = input.GetText("IntegrationUri"),
                    PayloadFormatVersion = input.GetText("PayloadFormatVersion"),
                    RequestParameters = input.GetTextMap("RequestParameters"),
                    ResponseParameters = ResponseParameters(input),
                    TimeoutInMillis = input.GetInteger("TimeoutInMillis"),
                    ConnectionType = HttpNames.Connections.Read(input.GetText("ConnectionType")),
                    ConnectionId = input.GetText("ConnectionId"),
                    ContentHandlingStrategy = HttpNames.ContentHandlings.Read(input.GetText("ContentHandlingStrategy")),
                    CredentialsArn = input.GetText("CredentialsArn"),
                    IntegrationSubtype = input.GetText("IntegrationSubtype"),
                    PassthroughBehavior = HttpNames.Passthroughs.Read(input.GetText("PassthroughBehavior")),
                    RequestTemplates = input.GetTextMap("RequestTemplates"),
                    TemplateSelectionExpression = input.GetText("TemplateSelectionExpression"),
                    // Said without a name, it goes.
                    ServerNameToVerify = input["TlsConfig"] is { } tls ? tls.GetText("ServerNameToVerify") ?? "" : null,
                },
                call.Context));
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Integrations.DeleteIntegration(call.Account, call.Text("ApiId"), call.Text("IntegrationId"), call.Context), static _ => WireValue.Empty);

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>? ResponseParameters(WireValue said)
    {
        if (said["ResponseParameters"] is not { } map)
        {
            return null;
        }

        var byStatus = OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>().ToBuilder();
        foreach (var (status, _) in map.Entries)
        {
            byStatus[status] = map.GetTextMap(status)!;
        }

        return byStatus.ToImmutable();
    }

    private static HandlerResult Answer(HandlerCall call, OperationResult<Integration> result) =>
        HandlerCall.Answer(result, integration => Wire(result.Account!.Apis[call.Text("ApiId")], integration));

    private static WireValue Wire(Api api, Integration integration) => WireValue.Structure(
        ("ApiGatewayManaged", integration.ApiGatewayManaged ? true : null),
        ("ConnectionId", integration.ConnectionId),
        ("ConnectionType", HttpNames.Connections[integration.ConnectionType]),
        ("ContentHandlingStrategy", integration.ContentHandlingStrategy is { } handling ? HttpNames.ContentHandlings[handling] : null),
        ("CredentialsArn", integration.CredentialsArn),
        ("Description", integration.Description),
        ("IntegrationId", integration.IntegrationId),
        ("IntegrationMethod", integration.IntegrationMethod),
        ("IntegrationResponseSelectionExpression", api.ProtocolType == ProtocolType.WebSocket ? Selection(integration.IntegrationType) : null),
        ("IntegrationSubtype", integration.IntegrationSubtype),
        ("IntegrationType", HttpNames.Integrations[integration.IntegrationType]),
        ("IntegrationUri", integration.IntegrationUri),
        ("PassthroughBehavior", integration.PassthroughBehavior is { } passthrough ? HttpNames.Passthroughs[passthrough] : null),
        ("PayloadFormatVersion", integration.PayloadFormatVersion),
        ("RequestParameters", HttpNames.Texts(integration.RequestParameters)),
        ("RequestTemplates", HttpNames.Texts(integration.RequestTemplates)),
        ("ResponseParameters", integration.ResponseParameters.IsEmpty
            ? null
            : WireValue.Map(integration.ResponseParameters.Select(static status => KeyValuePair.Create(status.Key, WireValue.Map(status.Value))))),
        ("TemplateSelectionExpression", integration.TemplateSelectionExpression),
        ("TimeoutInMillis", (long)integration.TimeoutInMillis),
        ("TlsConfig", integration.ServerNameToVerify is { } name ? WireValue.Structure(("ServerNameToVerify", name)) : null));

    // What answers of a back end are told apart by is fixed by its kind.
    private static string Selection(IntegrationType type) => type == IntegrationType.Aws ? "${integration.response.body.errorMessage}" : "${integration.response.statuscode}";
}
