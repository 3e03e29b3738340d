// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>The names under which HTTP and WebSocket APIs are served, on the wire.</summary>
internal static class HttpStageHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return TagHandlers.CheckV2(input["Tags"], call.Context) is { } refused
            ? refused
            : Answer(
                call,
                Stages.CreateStage(
                    call.Account,
                    call.Text("ApiId"),
                    new Stages.CreateStageRequest
                    {
                        StageName = call.Text("StageName"),
                        DeploymentId = input.GetText("DeploymentId"),
                        Description = input.GetText("Description"),
                        AutoDeploy = input.GetBoolean("AutoDeploy") ?? false,
                        StageVariables = input.GetTextMap("StageVariables") ?? OrdinalMap.Empty<string>(),
                        DefaultRouteSettings = Settings(input["DefaultRouteSettings"]) ?? new(),
                        RouteSettings = SettingsByRoute(input) ?? OrdinalMap.Empty<RouteSettings>(),
                        AccessLogSettings = Log(input),
                        ClientCertificateId = input.GetText("ClientCertificateId"),
                        Tags = input.GetTextMap("Tags") ?? OrdinalMap.Empty<string>(),
                    },
                    call.Context));
    }

    public static HandlerResult Get(HandlerCall call) => Answer(call, Stages.GetStage(call.Account, call.Text("ApiId"), call.Text("StageName")));

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        return found.Error is { } missing ? missing : call.ItemsV2(found.Response!.Stages.Values, static stage => stage.StageName, stage => Wire(found.Response!, stage));
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        return Answer(
            call,
            Stages.UpdateStage(
                call.Account,
                call.Text("ApiId"),
                call.Text("StageName"),
                new Stages.UpdateStageRequest
                {
                    DeploymentId = input.GetText("DeploymentId"),
                    Description = input.GetText("Description"),
                    AutoDeploy = input.GetBoolean("AutoDeploy"),
                    StageVariables = input.GetTextMap("StageVariables"),
                    DefaultRouteSettings = Settings(input["DefaultRouteSettings"]),
                    RouteSettings = SettingsByRoute(input),
                    AccessLogSettings = Log(input),
                    ClientCertificateId = input.GetText("ClientCertificateId"),
                },
                call.Context));
    }

    public static HandlerResult DeleteAccessLog(HandlerCall call) =>
        HandlerCall.Answer(Stages.DeleteAccessLogSettings(call.Account, call.Text("ApiId"), call.Text("StageName"), call.Context), static _ => WireValue.Empty);

    public static HandlerResult DeleteRouteSettings(HandlerCall call) => HandlerCall.Answer(
        Stages.DeleteRouteSettings(call.Account, call.Text("ApiId"), call.Text("StageName"), call.Text("RouteKey"), call.Context), static _ => WireValue.Empty);

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Stages.DeleteStage(call.Account, call.Text("ApiId"), call.Text("StageName")), static _ => WireValue.Empty);

    public static HandlerResult ResetAuthorizersCache(HandlerCall call) =>
        HandlerCall.Answer(Stages.ResetAuthorizersCache(call.Account, call.Text("ApiId"), call.Text("StageName")), static _ => WireValue.Empty);

    private static HandlerResult Answer(HandlerCall call, OperationResult<Stage> result) =>
        HandlerCall.Answer(result, stage => Wire(result.Account!.Apis[call.Text("ApiId")], stage));

    private static RouteSettings? Settings(WireValue? said) => said is null
        ? null
        : new RouteSettings
        {
            ThrottlingBurstLimit = said.GetInteger("ThrottlingBurstLimit"),
            ThrottlingRateLimit = said.GetNumber("ThrottlingRateLimit"),
            DataTraceEnabled = said.GetBoolean("DataTraceEnabled"),
            DetailedMetricsEnabled = said.GetBoolean("DetailedMetricsEnabled"),
            LoggingLevel = said.GetText("LoggingLevel"),
        };

    private static ImmutableSortedDictionary<string, RouteSettings>? SettingsByRoute(WireValue said)
    {
        if (said["RouteSettings"] is not { } map)
        {
            return null;
        }

        var settings = OrdinalMap.Empty<RouteSettings>().ToBuilder();
        foreach (var (route, value) in map.Entries)
        {
            settings[route] = Settings(value)!;
        }

        return settings.ToImmutable();
    }

    private static AccessLogSettings? Log(WireValue said) => said["AccessLogSettings"] is { } log
        ? new AccessLogSettings { DestinationArn = log.GetText("DestinationArn"), Format = log.GetText("Format") }
        : null;

    private static WireValue Wire(Api api, Stage stage) => WireValue.Structure(
        ("AccessLogSettings", stage.AccessLogSettings is { } log ? WireValue.Structure(("DestinationArn", log.DestinationArn), ("Format", log.Format)) : null),
        ("ApiGatewayManaged", stage.ApiGatewayManaged ? true : null),
        ("AutoDeploy", stage.AutoDeploy),
        ("ClientCertificateId", stage.ClientCertificateId),
        ("CreatedDate", stage.CreatedDate),
        ("DefaultRouteSettings", Wire(api, stage.DefaultRouteSettings)),
        ("DeploymentId", stage.DeploymentId),
        ("Description", stage.Description),
        ("LastDeploymentStatusMessage", stage.LastDeploymentStatusMessage),
        ("LastUpdatedDate", stage.LastUpdatedDate),
        ("RouteSettings", WireValue.Map(stage.RouteSettings.Select(route => KeyValuePair.Create(route.Key, Wire(api, route.Value))))),
        ("StageName", stage.StageName),
        ("StageVariables", WireValue.Map(stage.StageVariables)),
        ("Tags", WireValue.Map(stage.Tags)));

    // Connections write execution logs, so that these say whether they do.
    private static WireValue Wire(Api api, RouteSettings settings)
    {
        var isWebSocket = api.ProtocolType == ProtocolType.WebSocket;
        return WireValue.Structure(
            ("DataTraceEnabled", settings.DataTraceEnabled ?? (isWebSocket ? false : null)),
            ("DetailedMetricsEnabled", settings.DetailedMetricsEnabled ?? false),
            ("LoggingLevel", settings.LoggingLevel ?? (isWebSocket ? "OFF" : null)),
            ("ThrottlingBurstLimit", (long?)settings.ThrottlingBurstLimit),
            ("ThrottlingRateLimit", settings.ThrottlingRateLimit));
    }
}
