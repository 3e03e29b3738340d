// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>Makes the usage plan and the API keys of <c>x-foregate-usage-plan</c>, or one of each when methods need a key and nothing is said.</summary>
internal sealed class UsagePlanImport
{
    public const string Extension = "x-foregate-usage-plan";

    private readonly ImportRun _run;
    private readonly Section? _section;
    private readonly ThrottleSettings? _throttle;
    private readonly QuotaSettings? _quota;
    private readonly Section? _stage;
    private readonly ImmutableSortedDictionary<string, ThrottleSettings> _methods;
    private readonly ImmutableArray<string>.Builder _keyIds = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<GeneratedKey>.Builder _generated = ImmutableArray.CreateBuilder<GeneratedKey>();

    /// <summary>Reads the extension and makes its keys, so that every fault in them is known before a stage is.</summary>
    /// <param name="isMethod">Whether the API has the method of a key such as <c>pets/{id}/GET</c>, of the root <c>/GET</c>.</param>
    public UsagePlanImport(ImportRun run, Section document, bool keysAreRequired, Func<string, bool> isMethod)
    {
        _run = run;
        _section = document.Object(Extension, ObjectKinds.UsagePlan);
        _methods = OrdinalMap.Empty<ThrottleSettings>();
        if (_section is null)
        {
            if (keysAreRequired && !document.Has(Extension))
            {
                CreateKey("default", null, null, enabled: true, document.Location, document.Path);
            }

            return;
        }

        _throttle = _section.Object("throttle", ObjectKinds.Throttle) is { } throttle ? Throttle(throttle) : null;
        _stage = ReadStage();
        _methods = ReadMethods(isMethod);
        _quota = ReadQuota(_section.Object("quota", ObjectKinds.Quota));
        var keys = _section.Items("apiKeys") ?? [];
        for (var i = 0; i < keys.Count; i++)
        {
            var path = DocumentPath.Append(_section.PathOf("apiKeys"), i);
            if (Section.Open(run.Reading, keys[i], path, ObjectKinds.ApiKey) is not { } key)
            {
                continue;
            }

            if (key.Text("name") is not { Length: > 0 } name)
            {
                key.Fault("name", "An API key needs a name: its id is made from it.", "Name it.");
                continue;
            }

            CreateKey(name, key.Text("description"), key.Text("value"), key.Boolean("enabled") ?? true, key.Location, path);
        }

        if (keys.Count == 0 && keysAreRequired)
        {
            run.Reading.Notice(_section.Location, "The usage plan has no API keys: nobody can call the methods that require one.");
        }
    }

    public ImmutableArray<string> KeyIds => _keyIds.ToImmutable();

    public ImmutableArray<GeneratedKey> Generated => _generated.ToImmutable();

    /// <summary>Makes the plan, if there is anything to plan for; gives its id.</summary>
    public string? Finish(RestApi api, string stageName, SourceLocation fallback)
    {
        if (_section is null && _keyIds.Count == 0)
        {
            return null;
        }

        var location = _section?.Location ?? fallback;
        var path = _section?.Path ?? DocumentPath.Root;
        var request = new UsagePlans.CreateUsagePlanRequest
        {
            Name = _section?.Text("name") ?? $"{api.Name} {stageName}",
            Description = _section?.Text("description"),
            ApiStages = [new ApiStage { ApiId = api.Id, Stage = stageName, Throttle = _methods }],
            Throttle = _throttle,
            Quota = _quota,
            ProductCode = _section?.Text("productCode"),
        };
        CheckStage("apiId", api.Id);
        CheckStage("stage", stageName);
        var plan = _run.Apply(account => UsagePlans.CreateUsagePlan(account, request, _run.Operations), location, path, "Change the usage plan.");
        if (plan is null)
        {
            return null;
        }

        _run.Source($"/usageplans/{plan.Id}", location, path);
        foreach (var id in _keyIds)
        {
            _run.Apply(account => UsagePlanKeys.CreateUsagePlanKey(account, plan.Id, id, "API_KEY", _run.Operations), location, path, "Change the usage plan.");
        }

        return plan.Id;
    }

    // A document has one stage. It may be named, as AWS's plans do.
    private Section? ReadStage()
    {
        var stages = _section!.Items("apiStages") ?? [];
        if (stages.Count > 1)
        {
            _section.Fault("apiStages", "A document has one stage, and its usage plan is for that.", "Keep one entry; plans over several stages are made by calls or templates.");
        }

        return stages.Count == 1 ? Section.Open(_run.Reading, stages[0], DocumentPath.Append(_section.PathOf("apiStages"), 0), ObjectKinds.ApiStages) : null;
    }

    private void CheckStage(string property, string own)
    {
        if (_stage?.Text(property) is { } said && said != own)
        {
            _stage.Fault(property, $"The usage plan of a document is for its own stage, and that is {own}.", "Remove it.");
        }
    }

    private ImmutableSortedDictionary<string, ThrottleSettings> ReadMethods(Func<string, bool> isMethod)
    {
        if (_stage?.Object("throttle", ObjectKinds.MethodThrottles) is not { } map)
        {
            return _methods;
        }

        var methods = _methods.ToBuilder();
        foreach (var entry in map.Entries())
        {
            if (Section.Open(_run.Reading, entry.Value, map.PathOf(entry.Key), ObjectKinds.Throttle) is not { } section)
            {
                continue;
            }

            var throttle = Throttle(section);
            _run.Check(map, entry.Key, StageSettings.CheckThrottle(throttle.RateLimit, throttle.BurstLimit));
            if (entry.Key is not ['/', ..] || !isMethod(entry.Key.LastIndexOf('/') == 0 ? entry.Key : entry.Key[1..]))
            {
                map.Fault(entry.Key, $"The throttle \"{entry.Key}\" names no method of this API.", "Write a path and a method such as /pets/{id}/GET.");
            }

            methods[entry.Key] = throttle;
        }

        return methods.ToImmutable();
    }

    private static ThrottleSettings Throttle(Section section) => new() { BurstLimit = section.Integer("burstLimit"), RateLimit = section.Number("rateLimit") };

    private static QuotaSettings? ReadQuota(Section? quota)
    {
        if (quota is null)
        {
            return null;
        }

        QuotaPeriodType? period = quota.Text("period") switch
        {
            "DAY" => QuotaPeriodType.Day,
            "WEEK" => QuotaPeriodType.Week,
            "MONTH" => QuotaPeriodType.Month,
            _ => null,
        };
        if (quota.Integer("limit") is { } limit && period is { } known)
        {
            return new QuotaSettings { Limit = limit, Offset = quota.Integer("offset") ?? 0, Period = known };
        }

        quota.Fault(period is null ? "period" : "limit", "A quota needs a limit, a whole number, and a period of DAY, WEEK or MONTH.", "Write both.");
        return null;
    }

    private void CreateKey(string name, string? description, string? value, bool enabled, SourceLocation location, string path)
    {
        var before = value is null ? _run.Options.Previous?.GeneratedKeys.FirstOrDefault(key => key.Name == name) : null;
        var request = new ApiKeys.CreateApiKeyRequest { Name = name, Description = description, Value = value ?? before?.Value, Enabled = enabled };
        if (_run.Apply(account => ApiKeys.CreateApiKey(account, request, _run.Operations), location, path, "Change the key.") is not { } key)
        {
            return;
        }

        _keyIds.Add(key.Id);
        _run.Source($"/apikeys/{key.Id}", location, path);
        if (value is null)
        {
            _generated.Add(new GeneratedKey(key.Id, name, key.Value, before is null));
        }
    }
}
