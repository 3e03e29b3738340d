// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>The names under which HTTP APIs are served, on the wire.</summary>
internal static class HttpStageHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return (Refuse(call) ?? TagHandlers.Check(input["Tags"], call.Context)) is { } refused
            ? refused
            : HandlerCall.Answer(
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
                        Tags = input.GetTextMap("Tags") ?? OrdinalMap.Empty<string>(),
                    },
                    call.Context),
                Wire);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Stages.GetStage(call.Account, call.Text("ApiId"), call.Text("StageName")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        return found.Error is { } missing ? missing : call.ItemsV2(found.Response!.Stages.Values, static stage => stage.StageName, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        return Refuse(call) is { } refused
            ? refused
            : HandlerCall.Answer(
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
                    },
                    call.Context),
                Wire);
    }

    public static HandlerResult DeleteAccessLog(HandlerCall call) =>
        HandlerCall.Answer(Stages.DeleteAccessLogSettings(call.Account, call.Text("ApiId"), call.Text("StageName"), call.Context), static _ => WireValue.Empty);

    public static HandlerResult DeleteRouteSettings(HandlerCall call) => HandlerCall.Answer(
        Stages.DeleteRouteSettings(call.Account, call.Text("ApiId"), call.Text("StageName"), call.Text("RouteKey"), call.Context), static _ => WireValue.Empty);

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Stages.DeleteStage(call.Account, call.Text("ApiId"), call.Text("StageName")), static _ => WireValue.Empty);

    private static AwsError? Refuse(HandlerCall call)
    {
        var input = call.Input;
        var refused = call.Refuse(
            input, "ApiId", "StageName", "DeploymentId", "Description", "AutoDeploy", "StageVariables", "DefaultRouteSettings", "RouteSettings", "AccessLogSettings", "Tags");
        foreach (var settings in (input["RouteSettings"]?.Entries ?? []).Select(static entry => entry.Value).Append(input["DefaultRouteSettings"] ?? WireValue.Empty))
        {
            refused ??= call.Refuse(settings, "ThrottlingBurstLimit", "ThrottlingRateLimit");
        }

        return refused;
    }

    private static RouteSettings? Settings(WireValue? said) => said is null
        ? null
        : new RouteSettings { ThrottlingBurstLimit = said.GetInteger("ThrottlingBurstLimit"), ThrottlingRateLimit = said.GetNumber("ThrottlingRateLimit") };

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

    private static WireValue Wire(Stage stage) => WireValue.Structure(
        ("AccessLogSettings", stage.AccessLogSettings is { } log ? WireValue.Structure(("DestinationArn", log.DestinationArn), ("Format", log.Format)) : null),
        ("AutoDeploy", stage.AutoDeploy),
        ("CreatedDate", stage.CreatedDate),
        ("DefaultRouteSettings", Wire(stage.DefaultRouteSettings)),
        ("DeploymentId", stage.DeploymentId),
        ("Description", stage.Description),
        ("LastDeploymentStatusMessage", stage is { AutoDeploy: true, DeploymentId: { } deployment } ? $"Successfully deployed stage with deployment ID '{deployment}'" : null),
        ("LastUpdatedDate", stage.LastUpdatedDate),
        ("RouteSettings", WireValue.Map(stage.RouteSettings.Select(static route => KeyValuePair.Create(route.Key, Wire(route.Value))))),
        ("StageName", stage.StageName),
        ("StageVariables", WireValue.Map(stage.StageVariables)),
        ("Tags", WireValue.Map(stage.Tags)));

    private static WireValue Wire(RouteSettings settings) => WireValue.Structure(
        ("DetailedMetricsEnabled", false), ("ThrottlingBurstLimit", (long?)settings.ThrottlingBurstLimit), ("ThrottlingRateLimit", settings.ThrottlingRateLimit));
}
