// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>How answers of back ends become answers of methods, on the wire.</summary>
internal static class IntegrationResponseHandlers
{
    public static HandlerResult Put(HandlerCall call) => Put(call, call.Input);

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Find(call), Wire);

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        IntegrationResponses.DeleteIntegrationResponse(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod"), call.Text("statusCode")), static _ => WireValue.Empty);

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Find(call);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        return refused is not null ? refused : Put(call, patched!);
    }

    public static WireValue Wire(IntegrationResponse response) => WireValue.Structure(
        ("statusCode", response.StatusCode),
        ("selectionPattern", response.SelectionPattern),
        ("responseParameters", response.ResponseParameters.IsEmpty ? null : WireValue.Map(response.ResponseParameters)),
        ("responseTemplates", Templates(response.ResponseTemplates)),
        ("contentHandling", response.ContentHandling is { } handling ? IntegrationHandlers.ContentHandlings[handling] : null));

    /// <summary>A content type without a template is told with null (recorded).</summary>
    public static WireValue? Templates(IReadOnlyCollection<KeyValuePair<string, string>> templates) => templates.Count == 0
        ? null
        : WireValue.Map(templates.Select(static template => KeyValuePair.Create(template.Key, template.Value.Length == 0 ? WireValue.Null : template.Value)));

    private static OperationResult<IntegrationResponse> Find(HandlerCall call) =>
        IntegrationResponses.GetIntegrationResponse(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod"), call.Text("statusCode"));

    private static HandlerResult Put(HandlerCall call, WireValue said) =>
        said.GetText("contentHandling") is { Length: > 0 } handling && IntegrationHandlers.ContentHandlings.Read(handling) is null
            ? AwsError.InvalidContentHandling()
            : HandlerCall.Answer(
                IntegrationResponses.PutIntegrationResponse(
                    call.Account,
                    call.Text("restApiId"),
                    call.Text("resourceId"),
                    call.Text("httpMethod"),
                    new IntegrationResponses.PutIntegrationResponseRequest
                    {
                        StatusCode = call.Text("statusCode"),
                        SelectionPattern = said.GetText("selectionPattern"),
                        ResponseParameters = said.GetTextMap("responseParameters") ?? OrdinalMap.Empty<string>(),
                        ResponseTemplates = said.GetTextMap("responseTemplates") ?? OrdinalMap.Empty<string>(),
                        ContentHandling = IntegrationHandlers.ContentHandlings.Read(said.GetText("contentHandling")),
                    },
                    call.Context),
                Wire);
}
