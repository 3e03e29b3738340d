// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
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

    private static readonly WireNames<ContentHandling> s_contentHandling = new((ContentHandling.ConvertToBinary, "CONVERT_TO_BINARY"), (ContentHandling.ConvertToText, "CONVERT_TO_TEXT"));

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
        if (refused is not null)
        {
            return refused;
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
        ("requestTemplates", integration.RequestTemplates.IsEmpty ? null : WireValue.Map(integration.RequestTemplates)),
        ("passthroughBehavior", s_passthrough[integration.PassthroughBehavior]),
        ("contentHandling", integration.ContentHandling is { } handling ? s_contentHandling[handling] : null),
        ("timeoutInMillis", (long)integration.TimeoutInMillis),
        ("cacheNamespace", resourceId),
        ("cacheKeyParameters", WireValue.List((string[])[])),
        ("integrationResponses", integration.IntegrationResponses.IsEmpty
            ? null
            : WireValue.Map(integration.IntegrationResponses.Select(static response => KeyValuePair.Create(response.Key, IntegrationResponseHandlers.Wire(response.Value))))));

    private static OperationResult<Integration> Put(HandlerCall call, Integrations.PutIntegrationRequest request) =>
        Integrations.PutIntegration(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod"), request, call.Context);

    private static (Integrations.PutIntegrationRequest? Request, AwsError? Error) Request(HandlerCall call, WireValue said, string httpMethod)
    {
        if (call.Refuse(
            said, "restApiId", "resourceId", "httpMethod", "integrationHttpMethod", "type", "uri", "requestParameters", "requestTemplates", "passthroughBehavior", "contentHandling",
            "timeoutInMillis", "cacheNamespace", "integrationResponses", "connectionType", "responseTransferMode") is { } refused)
        {
            return (null, refused);
        }

        if (said.GetText("connectionType") is not (null or "INTERNET"))
        {
            return (null, AwsError.NotBuilt("integrations through VPC links"));
        }

        if (said.GetText("responseTransferMode") is not (null or "BUFFERED"))
        {
            return (null, AwsError.NotBuilt("streamed answers (responseTransferMode)"));
        }

        if (said.GetText("cacheNamespace") is { } name && name != call.Text("resourceId"))
        {
            return (null, AwsError.NotBuilt("cache namespaces of one's own"));
        }

        var passthrough = said.GetText("passthroughBehavior");
        if (passthrough is not null && s_passthrough.Read(passthrough) is null)
        {
            return (null, AwsError.BadRequest("Invalid passthrough behavior specified. Valid options are WHEN_NO_MATCH,WHEN_NO_TEMPLATES,NEVER"));
        }

        var handling = said.GetText("contentHandling");
        if (handling is { Length: > 0 } && s_contentHandling.Read(handling) is null)
        {
            return (null, AwsError.BadRequest("Invalid content handling specified. Valid options are CONVERT_TO_BINARY,CONVERT_TO_TEXT"));
        }

        return (new Integrations.PutIntegrationRequest
        {
            Type = s_types.Read(said.GetText("type"))!.Value,
            HttpMethod = said.GetText(httpMethod),
            Uri = said.GetText("uri"),
            RequestParameters = said.GetTextMap("requestParameters") ?? OrdinalMap.Empty<string>(),
            RequestTemplates = said.GetTextMap("requestTemplates") ?? OrdinalMap.Empty<string>(),
            PassthroughBehavior = s_passthrough.Read(passthrough) ?? PassthroughBehavior.WhenNoMatch,
            ContentHandling = s_contentHandling.Read(handling),
            TimeoutInMillis = said.GetInteger("timeoutInMillis"),
        }, null);
    }
}
