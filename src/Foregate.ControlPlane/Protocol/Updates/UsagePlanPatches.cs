// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>What UpdateUsagePlan may change: members, limits, and the stages of APIs with limits for single methods.</summary>
internal static class UsagePlanPatches
{
    private static readonly string[] s_addReplace = ["add", "replace"];

    public static PatchTable Table { get; } = new(
        PatchRules.Text("/name"),
        PatchRules.Text("/description"),
        PatchRules.Text("/productCode", PatchRules.AddReplaceRemove),
        PatchRules.Group("/throttle"),
        PatchRules.Group("/quota"),
        PatchRules.Number("/throttle/rateLimit", s_addReplace),
        PatchRules.Integer("/throttle/burstLimit", s_addReplace),
        PatchRules.Integer("/quota/limit", s_addReplace),
        PatchRules.Integer("/quota/offset", s_addReplace),
        PatchRules.Text("/quota/period", s_addReplace),
        new PatchRule("/apiStages", PatchRules.AddRemove, ApiStage))
    {
        Otherwise = Otherwise,
    };

    private static AwsError? ApiStage(PatchDocument document, PatchOperation operation, IReadOnlyList<string> captured)
    {
        if (operation.Value?.Split(':') is not [{ Length: > 0 } api, { Length: > 0 } stage])
        {
            return AwsError.BadRequest("Invalid API Stage specified");
        }

        var stages = Stages(document);
        var at = stages.FindIndex(item => item.GetText("apiId") == api && item.GetText("stage") == stage);
        if (operation.Op == "remove")
        {
            if (at < 0)
            {
                return NoStage(document, api, stage);
            }

            stages.RemoveAt(at);
        }
        else if (at < 0)
        {
            stages.Add(WireValue.Structure(("apiId", api), ("stage", stage)));
        }

        document.Set(WireValue.List(stages), "apiStages");
        return null;
    }

    // /apiStages/{apiId:stage}/throttle, with nothing, a method or one of its limits behind.
    private static AwsError? Otherwise(PatchDocument document, PatchOperation operation, IReadOnlyList<string> path)
    {
        if (path is not ["apiStages", var name, "throttle", ..] || name.Split(':') is not [var api, var stage] || operation.Op is not ("add" or "replace" or "remove"))
        {
            return Refused(operation);
        }

        var stages = Stages(document);
        var at = stages.FindIndex(item => item.GetText("apiId") == api && item.GetText("stage") == stage);
        if (at < 0)
        {
            return NoStage(document, api, stage);
        }

        var inner = new PatchDocument(stages[at]);
        if (Throttle(inner, operation, [.. path.Skip(3)]) is { } error)
        {
            return error;
        }

        stages[at] = inner.Value;
        document.Set(WireValue.List(stages), "apiStages");
        return null;
    }

    private static AwsError? Throttle(PatchDocument stage, PatchOperation operation, string[] rest)
    {
        var limit = rest is [.., "rateLimit" or "burstLimit"] && operation.Op != "remove" ? rest[^1] : null;
        var method = limit is null ? rest : rest[..^1];
        switch (method.Length)
        {
            case 0 when limit is null && operation.Op == "remove":
                stage.Set(null, "throttle");
                return null;
            case < 2:
                return Refused(operation);
        }

        var key = "/" + string.Join('/', method[..^1]).Trim('/') is var path && path == "/" ? "/" + method[^1] : path + "/" + method[^1];
        if (limit is null)
        {
            if (operation.Op != "remove" || stage.Get("throttle", key) is null)
            {
                return Refused(operation);
            }

            stage.Set(null, "throttle", key);
            return null;
        }

        if (!(limit == "rateLimit" ? PatchValues.Number(operation.Value, out var value) : PatchValues.Integer(operation.Value, out value)) || value is null)
        {
            return PatchValues.Invalid(operation);
        }

        stage.Set(value, "throttle", key, limit);
        return null;
    }

    private static List<WireValue> Stages(PatchDocument document) => document.Get("apiStages") is { } stages ? [.. stages.Items] : [];

    private static AwsError Refused(PatchOperation operation) => AwsError.BadRequest(
        $"Invalid patch path  '{operation.Path}' specified for op '{operation.Op}'. "
        + "Must be one of: [/name, /description, /productCode, /throttle, /throttle/rateLimit, /throttle/burstLimit, /quota, /quota/limit, /quota/offset, /quota/period, "
        + "/apiStages, /apiStages/{apiId:stage}/throttle, /apiStages/{apiId:stage}/throttle/{resourcePath}/{httpMethod}/rateLimit, "
        + "/apiStages/{apiId:stage}/throttle/{resourcePath}/{httpMethod}/burstLimit]");

    private static AwsError NoStage(PatchDocument document, string api, string stage) => AwsError.NotFound(
        $"Invalid API Stage {{api: {api}, stage: {stage}}} specified for usageplan {document.Get("id")}");
}
