// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>The names under which deployments of REST APIs are served, on the wire.</summary>
internal static class StageHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return (call.Refuse(input, "restApiId", "stageName", "deploymentId", "description", "variables", "tags") ?? TagHandlers.Check(input["tags"], call.Context)) is { } refused
            ? refused
            : HandlerCall.Answer(
                Stages.CreateStage(
                    call.Account,
                    call.Text("restApiId"),
                    new Stages.CreateStageRequest
                    {
                        StageName = call.Text("stageName"),
                        DeploymentId = call.Text("deploymentId"),
                        Description = input.GetText("description"),
                        Variables = input.GetTextMap("variables") ?? OrdinalMap.Empty<string>(),
                        Tags = input.GetTextMap("tags") ?? OrdinalMap.Empty<string>(),
                    },
                    call.Context),
                Wire);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Stages.GetStage(call.Account, call.Text("restApiId"), call.Text("stageName")), Wire);

    /// <summary>The only list of the first interface without pages.</summary>
    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var deployment = call.Input.GetText("deploymentId");
        return call.Answer(WireValue.Structure(
            ("item", WireValue.List(found.Response!.Stages.Values.Where(stage => deployment is null || stage.DeploymentId == deployment).Select(Wire)))));
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Stages.DeleteStage(call.Account, call.Text("restApiId"), call.Text("stageName")), static _ => WireValue.Empty);

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Stages.GetStage(call.Account, call.Text("restApiId"), call.Text("stageName"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        if ((refused ?? Check(call, patched!)) is { } error)
        {
            return error;
        }

        var settings = OrdinalMap.Empty<MethodSetting>().ToBuilder();
        foreach (var (key, said) in patched!["methodSettings"]!.Entries)
        {
            settings[key] = new MethodSetting { ThrottlingBurstLimit = said.GetInteger("throttlingBurstLimit"), ThrottlingRateLimit = said.GetNumber("throttlingRateLimit") };
        }

        var log = patched["accessLogSettings"] is { } access ? new AccessLogSettings { DestinationArn = access.GetText("destinationArn"), Format = access.GetText("format") } : null;
        var updated = Stages.UpdateStage(
            call.Account,
            call.Text("restApiId"),
            found.Response!.StageName,
            new Stages.UpdateStageRequest
            {
                DeploymentId = patched.GetText("deploymentId"),
                Description = patched.GetText("description"),
                Variables = patched.GetTextMap("variables") ?? OrdinalMap.Empty<string>(),
                MethodSettings = settings.ToImmutable(),
                AccessLogSettings = log,
            },
            call.Context);
        if (updated.Error is { } invalid)
        {
            return invalid;
        }

        // What was taken away is gone; to the operation, what is absent stays as it is.
        var stage = updated.Response! with { Description = patched.GetText("description"), AccessLogSettings = log };
        var account = updated.Account!;
        return new HandlerResult(account.With(account.RestApis[call.Text("restApiId")], stage), Wire(stage), null);
    }

    private static AwsError? Check(HandlerCall call, WireValue patched)
    {
        if (call.Refuse(
            patched, "deploymentId", "stageName", "description", "cacheClusterStatus", "methodSettings", "variables", "accessLogSettings", "createdDate", "lastUpdatedDate", "tags") is { } refused)
        {
            return refused;
        }

        foreach (var (key, setting) in patched["methodSettings"]?.Entries ?? [])
        {
            foreach (var (name, value) in setting.Entries)
            {
                if (!name.StartsWith("throttling", StringComparison.Ordinal) && StagePatches.MethodDefaults[name]?.ToString() != value.ToString())
                {
                    return AwsError.NotBuilt($"{name} of {key}");
                }
            }
        }

        return call.Account.RestApis[call.Text("restApiId")].Deployments.ContainsKey(patched.GetText("deploymentId") ?? "") ? null : AwsError.BadRequest("Deployment id does not exist");
    }

    private static WireValue Wire(Stage stage) => WireValue.Structure(
        ("deploymentId", stage.DeploymentId),
        ("stageName", stage.StageName),
        ("description", stage.Description),
        ("cacheClusterEnabled", false),
        ("cacheClusterStatus", "NOT_AVAILABLE"),
        ("methodSettings", WireValue.Map(stage.MethodSettings.Select(static setting => KeyValuePair.Create(
            setting.Key,
            StagePatches.MethodDefaults.With(("throttlingBurstLimit", (long?)setting.Value.ThrottlingBurstLimit), ("throttlingRateLimit", setting.Value.ThrottlingRateLimit)))))),
        ("variables", stage.Variables.IsEmpty ? null : WireValue.Map(stage.Variables)),
        ("accessLogSettings", stage.AccessLogSettings is { } log ? WireValue.Structure(("format", log.Format), ("destinationArn", log.DestinationArn)) : null),
        ("tracingEnabled", false),
        ("tags", stage.Tags.IsEmpty ? null : WireValue.Map(stage.Tags)),
        ("createdDate", stage.CreatedDate),
        ("lastUpdatedDate", stage.LastUpdatedDate));
}
