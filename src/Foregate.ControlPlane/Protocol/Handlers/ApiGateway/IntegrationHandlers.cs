// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Back ends of methods of REST APIs, on the wire.</summary>
internal static class IntegrationHandlers
{
    private static readonly WireNames<IntegrationType> s_types = new(
        (IntegrationType.Http, "HTTP"), (IntegrationType.Aws, "AWS"), (IntegrationType.Mock, "MOCK"), (IntegrationType.HttpProxy, "HTTP_PROXY"), (IntegrationType.AwsProxy, "AWS_PROXY"));

    private static readonly WireNames<PassthroughBehavior> s_passthrough = new(
        (PassthroughBehavior.WhenNoMatch, "WHEN_NO_MATCH"), (PassthroughBehavior.WhenNoTemplates, "WHEN_NO_TEMPLATES"), (PassthroughBehavior.Never, "NEVER"));

    private static readonly WireNames<ConnectionType> s_connections = new((ConnectionType.Internet, "INTERNET"), (ConnectionType.VpcLink, "VPC_LINK"));

    private static readonly WireNames<ResponseTransferMode> s_modes = new((ResponseTransferMode.Buffered, "BUFFERED"), (ResponseTransferMode.Stream, "STREAM"));

    public static readonly WireNames<ContentHandling> ContentHandlings = new((ContentHandling.ConvertToBinary, "CONVERT_TO_BINARY"), (ContentHandling.ConvertToText, "CONVERT_TO_TEXT"));

    public static HandlerResult Put(HandlerCall call)
    {
        var (request, error) = Request(call, call.Input, "integrationHttpMethod");
        return error is not null ? error : HandlerCall.Answer(Put(call, request!), integration => Wire(integration, call.Text("resourceId")));
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(
        Integrations.GetIntegration(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod")), integration => Wire(integration, call.Text("resourceId")));

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        Integrations.DeleteIntegration(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod")), static _ => WireValue.Empty);

    public static HandlerResult Update(HandlerCall call)
    {
        var resourceId = call.Text("resourceId");
        if (Methods.Find(call.Account, call.Text("restApiId"), resourceId, call.Text("httpMethod"), out var api, out var resource, out var method) is { } missing)
        {
            return missing;
        }

        if (method!.MethodIntegration is not { } integration)
        {
            return AwsError.NoIntegration();
        }

        var (patched, refused) = call.Patch(Wire(integration, resourceId));
        if ((refused ?? CheckMock(call, integration)) is { } unchanged)
        {
            return unchanged;
        }

        var (request, error) = Request(call, patched!, "httpMethod");
        if (error is not null)
        {
            return error;
        }

        var put = Put(call, request!);
        if (put.Error is { } invalid)
        {
            return invalid;
        }

        var changed = put.Response! with { IntegrationResponses = integration.IntegrationResponses };
        return new HandlerResult(call.Account.With(api!, resource!, method with { MethodIntegration = changed }), Wire(changed, resourceId), null);
    }

    public static WireValue Wire(Integration integration, string resourceId) => WireValue.Structure(
        ("type", s_types[integration.Type]),
        ("httpMethod", integration.HttpMethod),
        ("uri", integration.Uri),
        ("requestParameters", integration.RequestParameters.IsEmpty ? null : WireValue.Map(integration.RequestParameters)),
        ("requestTemplates", IntegrationResponseHandlers.Templates(integration.RequestTemplates)),
        ("connectionType", integration.ConnectionType == ConnectionType.Internet && integration.Type is not (IntegrationType.Http or IntegrationType.HttpProxy)
            ? null
            : s_connections[integration.ConnectionType]),
        ("connectionId", integration.ConnectionId),
        ("credentials", integration.Credentials),
        ("passthroughBehavior", s_passthrough[integration.PassthroughBehavior]),
        ("contentHandling", integration.ContentHandling is { } handling ? ContentHandlings[handling] : null),
        ("timeoutInMillis", (long)integration.TimeoutInMillis),
        ("cacheNamespace", integration.CacheNamespace ?? resourceId),
        ("cacheKeyParameters", WireValue.List(integration.CacheKeyParameters)),
        ("tlsConfig", integration.TlsConfig is { } tls ? WireValue.Structure(("insecureSkipVerification", tls.InsecureSkipVerification)) : null),
        ("responseTransferMode", integration.ResponseTransferMode is { } mode ? s_modes[mode] : null),
        ("integrationTarget", integration.IntegrationTarget),
        ("integrationResponses", integration.IntegrationResponses.IsEmpty
            ? null
            : WireValue.Map(integration.IntegrationResponses.Select(static response => KeyValuePair.Create(response.Key, IntegrationResponseHandlers.Wire(response.Value))))));

    // It has no back end that could be another.
    private static AwsError? CheckMock(HandlerCall call, Integration integration) =>
        integration.Type == IntegrationType.Mock && PatchOperation.ReadAll(call.Input).FirstOrDefault(static change => change.Path is "/uri" or "/httpMethod") is { } change
            ? AwsError.BadRequest($"Invalid patch path {change.Path}")
            : null;

    private static OperationResult<Integration> Put(HandlerCall call, Integrations.PutIntegrationRequest request) =>
        Integrations.PutIntegration(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod"), request, call.Context);

    private static (Integrations.PutIntegrationRequest? Request, AwsError? Error) Request(HandlerCall call, WireValue said, string httpMethod)
    {
        if (said.GetText("connectionType") is { } connection && s_connections.Read(connection) is null)
        {
            return (null, AwsError.BadRequest("Invalid connection type specified. Valid options are INTERNET,VPC_LINK"));
        }

        if (said.GetText("responseTransferMode") is { } mode && s_modes.Read(mode) is null)
        {
            return (null, AwsError.BadRequest("Invalid response transfer mode specified. Valid options are BUFFERED,STREAM"));
        }

        var passthrough = said.GetText("passthroughBehavior");
        if (passthrough is not null && s_passthrough.Read(passthrough) is null)
        {
            return (null, AwsError.BadRequest("Invalid passthrough behavior specified. Valid options are WHEN_NO_MATCH,WHEN_NO_TEMPLATES,NEVER"));
        }

        var handling = said.GetText("contentHandling");
        if (handling is { Length: > 0 } && ContentHandlings.Read(handling) is null)
        {
            return (null, AwsError.InvalidContentHandling());
        }

        return (new Integrations.PutIntegrationRequest
        {
            Type = s_types.Read(said.GetText("type"))!.Value,
            HttpMethod = said.GetText(httpMethod),
            Uri = said.GetText("uri"),
            RequestParameters = said.GetTextMap("requestParameters") ?? OrdinalMap.Empty<string>(),
            RequestTemplates = said.GetTextMap("requestTemplates") ?? OrdinalMap.Empty<string>(),
            PassthroughBehavior = s_passthrough.Read(passthrough) ?? PassthroughBehavior.WhenNoMatch,
            ContentHandling = ContentHandlings.Read(handling),
            TimeoutInMillis = said.GetInteger("timeoutInMillis"),
            ConnectionType = s_connections.Read(said.GetText("connectionType")) ?? ConnectionType.Internet,
            ConnectionId = said.GetText("connectionId"),
            Credentials = said.GetText("credentials"),
            // The resource's id is the default and need not be said.
            CacheNamespace = said.GetText("cacheNamespace") is { } name && name != call.Text("resourceId") ? name : null,
            CacheKeyParameters = said.GetTexts("cacheKeyParameters") ?? [],
            TlsConfig = said["tlsConfig"] is { } tls ? new TlsConfig { InsecureSkipVerification = tls.GetBoolean("insecureSkipVerification") ?? false } : null,
            ResponseTransferMode = s_modes.Read(said.GetText("responseTransferMode")),
            IntegrationTarget = said.GetText("integrationTarget"),
        }, null);
    }
}
