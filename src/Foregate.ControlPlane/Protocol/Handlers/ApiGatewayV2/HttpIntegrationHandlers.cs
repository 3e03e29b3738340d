// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>Back ends of HTTP APIs, on the wire.</summary>
internal static class HttpIntegrationHandlers
{
    private static readonly WireNames<IntegrationType> s_types = new((IntegrationType.HttpProxy, "HTTP_PROXY"), (IntegrationType.AwsProxy, "AWS_PROXY"));

    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        if (Refuse(call, "RequestParameters", "ResponseParameters") is { } refused)
        {
            return refused;
        }

        return HandlerCall.Answer(
            Integrations.CreateIntegration(
                call.Account,
                call.Text("ApiId"),
                new Integrations.CreateIntegrationRequest
                {
                    IntegrationType = s_types.Read(input.GetText("IntegrationType"))!.Value,
                    Description = input.GetText("Description"),
                    IntegrationMethod = input.GetText("IntegrationMethod"),
                    IntegrationUri = input.GetText("IntegrationUri"),
                    PayloadFormatVersion = input.GetText("PayloadFormatVersion") ?? "1.0",
                    RequestParameters = input.GetTextMap("RequestParameters") ?? OrdinalMap.Empty<string>(),
                    ResponseParameters = ResponseParameters(input),
                    TimeoutInMillis = input.GetInteger("TimeoutInMillis"),
                },
                call.Context),
            Wire);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Integrations.GetIntegration(call.Account, call.Text("ApiId"), call.Text("IntegrationId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        return found.Error is { } missing ? missing : call.ItemsV2(found.Response!.Integrations.Values, static integration => integration.IntegrationId, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Integrations.GetIntegration(call.Account, call.Text("ApiId"), call.Text("IntegrationId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var input = call.Input;
        if (Refuse(call) is { } refused)
        {
            return refused;
        }

        if (s_types.Read(input.GetText("IntegrationType")) is { } type && type != found.Response!.IntegrationType)
        {
            return AwsError.NotBuilt("changing the type of an integration");
        }

        return HandlerCall.Answer(
            Integrations.UpdateIntegration(
                call.Account,
                call.Text("ApiId"),
                call.Text("IntegrationId"),
                new Integrations.UpdateIntegrationRequest
                {
                    Description = input.GetText("Description"),
                    IntegrationMethod = input.GetText("IntegrationMethod"),
                    IntegrationUri = input.GetText("IntegrationUri"),
                    PayloadFormatVersion = input.GetText("PayloadFormatVersion"),
                    TimeoutInMillis = input.GetInteger("TimeoutInMillis"),
                },
                call.Context),
            Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Integrations.DeleteIntegration(call.Account, call.Text("ApiId"), call.Text("IntegrationId"), call.Context), static _ => WireValue.Empty);

    private static AwsError? Refuse(HandlerCall call, params ReadOnlySpan<string> more)
    {
        var input = call.Input;
        return call.Refuse(
                input,
                [
                    "ApiId", "IntegrationId", "IntegrationType", "Description", "IntegrationMethod", "IntegrationUri", "PayloadFormatVersion", "TimeoutInMillis", "ConnectionType", .. more,
                ])
            ?? (input.GetText("ConnectionType") is null or "INTERNET" ? null : AwsError.NotBuilt("integrations through VPC links"))
            ?? (input.GetText("IntegrationType") is { } type && s_types.Read(type) is null
                ? AwsError.BadRequest($"Invalid integration type specified: {type}. HTTP APIs have HTTP_PROXY and AWS_PROXY")
                : null);
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ResponseParameters(WireValue said)
    {
        var byStatus = OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>().ToBuilder();
        foreach (var (status, _) in said["ResponseParameters"]?.Entries ?? [])
        {
            byStatus[status] = said["ResponseParameters"]!.GetTextMap(status)!;
        }

        return byStatus.ToImmutable();
    }

    private static WireValue Wire(Integration integration) => WireValue.Structure(
        ("ConnectionType", "INTERNET"),
        ("Description", integration.Description),
        ("IntegrationId", integration.IntegrationId),
        ("IntegrationMethod", integration.IntegrationMethod),
        ("IntegrationType", s_types[integration.IntegrationType]),
        ("IntegrationUri", integration.IntegrationUri),
        ("PayloadFormatVersion", integration.PayloadFormatVersion),
        ("RequestParameters", integration.RequestParameters.IsEmpty ? null : WireValue.Map(integration.RequestParameters)),
        ("ResponseParameters", integration.ResponseParameters.IsEmpty
            ? null
            : WireValue.Map(integration.ResponseParameters.Select(static status => KeyValuePair.Create(status.Key, WireValue.Map(status.Value))))),
        ("TimeoutInMillis", (long)integration.TimeoutInMillis));
}
