// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>
/// What SAM does for APIs before anything is transformed: gives those without a definition one that events fill, makes the implicit API of events that name
/// none, and puts paths and the implicit API under the conditions of the functions that they lead to.
/// </summary>
internal sealed class ImplicitApis
{
    private const string Managed = "__MANAGE_SWAGGER";

    private readonly SamRun _run;
    private readonly ImplicitApiKind _kind;
    private readonly Dictionary<string, Dictionary<string, Dictionary<string, SamNode?>>> _conditions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deletionPolicies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _updateReplacePolicies = new(StringComparer.Ordinal);

    private ImplicitApis(SamRun run, ImplicitApiKind kind)
    {
        _run = run;
        _kind = kind;
    }

    public static void Prepare(SamRun run)
    {
        foreach (var kind in ImplicitApiKind.All)
        {
            foreach (var api in run.Resources.Entries.Where(entry => entry.Value["Type"] is { IsText: true } type && type.Text == kind.ResourceType))
            {
                SwaggerEditor.SetDefault(api.Value, "Properties", SamNode.Map().At(api.Value));
                var properties = PropertiesOf(api.Value);
                if (properties["DefinitionBody"] is not { IsTruthy: true } && properties["DefinitionUri"] is not { IsTruthy: true })
                {
                    properties.Set("DefinitionBody", kind.Skeleton().At(properties));
                    properties.Set(Managed, true);
                }
            }
        }

        foreach (var kind in ImplicitApiKind.All)
        {
            new ImplicitApis(run, kind).Fill();
        }
    }

    private static SamNode PropertiesOf(SamNode resource)
    {
        if (resource["Properties"] is not { } properties)
        {
            resource.Set("Properties", properties = SamNode.Map().At(resource));
        }

        return properties;
    }

    private void Fill()
    {
        var existing = _run.Resources[_kind.LogicalId];
        _run.Resources.Set(_kind.LogicalId, _kind.Resource());
        foreach (var entry in _run.Resources.Entries.ToList())
        {
            if (entry.Value["Type"] is { Text: SamNames.Function or SamNames.StateMachine } && entry.Value["Properties"]?["Events"] is { IsMap: true } events)
            {
                _run.Guard(entry.Value, $"Resource with id [{entry.Key}] is invalid. ", () => TakeAll(entry.Value, events));
            }
        }

        var implicitApi = _run.Resources[_kind.LogicalId]!;
        SetAttributes(implicitApi);
        SetPathConditions();
        if (_kind.Paths(implicitApi).Count == 0)
        {
            _run.Resources[_kind.LogicalId] = existing;
        }
        else if (existing is not null)
        {
            // So does SAM, without a word.
            _run.Notice(existing, $"{_kind.LogicalId} is the logical id of the API that events without one make: what the template says of it is replaced.");
        }
    }

    private void TakeAll(SamNode function, SamNode events)
    {
        var taken = SamNode.HashedMap();
        foreach (var entry in events.Entries.Where(entry => entry.Value.IsMap && entry.Value["Type"] is { IsText: true } type && type.Text == _kind.EventType))
        {
            taken.Set(entry.Key, entry.Value, entry.IsGiven, entry.Location);
        }

        foreach (var entry in taken.Entries)
        {
            _run.Guard(entry.Value, $"Event with id [{entry.Key}] is invalid. ", () => Take(function, entry.Value));
        }

        // SAM writes the events back in one go, which can change the order of its table.
        if (taken.Count > 0)
        {
            events.Update(taken);
        }
    }

    private void Take(SamNode function, SamNode trigger)
    {
        if (trigger["Properties"] is { IsMap: false } wrong)
        {
            throw new SamRefusal(wrong, "Properties should be a map.", "Write Path and Method.");
        }

        if (trigger["Properties"] is not { IsTruthy: true } properties)
        {
            if (!_kind.IsHttp)
            {
                return;
            }

            trigger.Set("Properties", properties = SamNode.HashedMap().At(trigger));
        }

        AddTags(function, properties);
        if (!properties.Has(_kind.IdProperty))
        {
            properties.Set(_kind.IdProperty, SamNode.Ref(_kind.LogicalId));
        }

        if (_kind.IsHttp && properties["Path"] is not { IsTruthy: true } && properties["Method"] is not { IsTruthy: true })
        {
            properties.Set("Path", "$default");
            properties.Set("Method", ApiPaths.AnyMethod);
        }

        foreach (var key in (string[])["Path", "Method"])
        {
            if (properties[key] is not { IsText: true, IsTruthy: true } value)
            {
                throw properties[key] is { IsTruthy: true } other
                    ? new SamRefusal(other, $"Api Event must have a String specified for '{key}'.", "Write it out.")
                    : new SamRefusal(properties, $"Event is missing key '{key}'.", "Write Path and Method.");
            }
        }

        var id = ApiEvents.ApiId(properties[_kind.IdProperty]);
        var api = id is { IsText: true } ? _run.Resources[id.Text] : null;
        if (api is null || (!_kind.IsHttp && api["Type"] is { Text: SamNames.HttpApi }))
        {
            throw new SamRefusal(
                properties[_kind.IdProperty], $"{_kind.IdProperty} must be a valid reference to an '{_kind.ResourceType}' resource in same template.", $"Write {_kind.IdProperty}: !Ref MyApi.");
        }

        Note(function, id!.Text, properties["Path"]!.Text, properties["Method"]!.Text);
        AddPath(api, properties);
        if (_kind.IsHttp && properties["RouteSettings"] is { } settings)
        {
            AddRouteSettings(api, properties, Expect.Map(settings, "RouteSettings")!, function["Condition"]);
        }
    }

    private void AddTags(SamNode function, SamNode properties)
    {
        var own = function["Properties"]!;
        var section = function["Type"]!.Text["AWS::Serverless::".Length..];
        var isPropagated = own["PropagateTags"] ?? _run.Template["Globals"]?[section]?["PropagateTags"];
        if (properties.Has(_kind.IdProperty) || isPropagated is not { IsTruthy: true } || own["Tags"] is not { IsMap: true, IsTruthy: true } tags)
        {
            return;
        }

        var api = _run.Resources[_kind.LogicalId]!["Properties"]!;
        SwaggerEditor.SetDefault(api, "Tags", SamNode.Map()).Update(tags);
        api.Set("PropagateTags", true);
    }

    private void Note(SamNode function, string api, string path, string method)
    {
        if (!_conditions.TryGetValue(api, out var paths))
        {
            _conditions[api] = paths = new(StringComparer.Ordinal);
        }

        if (!paths.TryGetValue(path, out var methods))
        {
            paths[path] = methods = new(StringComparer.Ordinal);
        }

        methods[method] = function["Condition"];
        if (api == _kind.LogicalId)
        {
            _deletionPolicies.Add(function["DeletionPolicy"]?.Text ?? "");
            _updateReplacePolicies.Add(function["UpdateReplacePolicy"]?.Text ?? "");
        }
    }

    private void AddPath(SamNode api, SamNode properties)
    {
        if (api["Properties"] is { IsMap: true } own && _kind.IsValid(own["DefinitionBody"]) && own[Managed] is { IsTruthy: true })
        {
            own.Set("DefinitionBody", _kind.Edit(own["DefinitionBody"]!, paths => paths.Add(properties["Path"]!, properties["Method"]!)));
        }
    }

    private static void AddRouteSettings(SamNode api, SamNode properties, SamNode settings, SamNode? condition)
    {
        if (api["Type"] is not { Text: SamNames.HttpApi })
        {
            throw new SamRefusal(settings, "RouteSettings of an event are for an AWS::Serverless::HttpApi.", "Write them at the API's stage.");
        }

        var method = properties["Method"]!.Text;
        var path = properties["Path"]!.Text;
        var route = method == ApiPaths.AnyMethod ? path : $"{method.ToUpperInvariant()} {path}";
        var all = Expect.Map(SwaggerEditor.SetDefault(PropertiesOf(api), "RouteSettings", SamNode.Map()), "RouteSettings")!;
        Expect.Map(SwaggerEditor.SetDefault(all, route, SamNode.Map()), route)!.Update(condition is null ? settings : SamNode.If(condition, settings));
    }

    private void SetAttributes(SamNode api)
    {
        if (_conditions.TryGetValue(_kind.LogicalId, out var paths)
            && Combined(paths.Values.SelectMany(methods => methods.Values), $"{_kind.LogicalId}Condition") is { } condition)
        {
            api.Set("Condition", condition);
        }

        Set("DeletionPolicy", _deletionPolicies, "Retain", "Delete");
        Set("UpdateReplacePolicy", _updateReplacePolicies, "Retain", "Snapshot", "Delete");

        void Set(string attribute, HashSet<string> policies, params ReadOnlySpan<string> order)
        {
            foreach (var policy in order)
            {
                if (policies.Contains(policy))
                {
                    api.Set(attribute, policy);
                    return;
                }
            }
        }
    }

    private void SetPathConditions()
    {
        foreach (var entry in _run.Resources.Entries.ToList())
        {
            if (entry.Value["Type"] is not { IsText: true } type || type.Text != _kind.ResourceType || entry.Value["Properties"] is not { } properties || properties[Managed] is not { IsTruthy: true })
            {
                continue;
            }

            if (!_kind.IsValid(properties["DefinitionBody"]))
            {
                continue;
            }

            properties.Set("DefinitionBody", _kind.Edit(properties["DefinitionBody"]!, paths =>
            {
                foreach (var path in paths.Node.Keys)
                {
                    var name = path.Replace("/", "SLASH", StringComparison.Ordinal).Replace("{", "OB", StringComparison.Ordinal).Replace("}", "CB", StringComparison.Ordinal);
                    if (_conditions.GetValueOrDefault(entry.Key)?.GetValueOrDefault(path) is { } methods && Combined(methods.Values, $"{entry.Key}{name}PathCondition") is { } condition)
                    {
                        paths.MakeConditional(path, condition);
                    }
                }
            }));
        }
    }

    /// <summary>One condition that holds when any does; <see langword="null"/> when something is there without a condition.</summary>
    private SamNode? Combined(IEnumerable<SamNode?> conditions, string name)
    {
        const int most = 10;
        var all = conditions.ToList();
        if (all.Contains(null))
        {
            return null;
        }

        var names = all.Select(condition => condition!.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (names.Count < 2)
        {
            return all.Count == 0 ? null : all[0];
        }

        // Fn::Or takes ten.
        for (var number = 1; names.Count > most; number++)
        {
            Conditions().Set($"{name}{number}", Any(names[..most]));
            names = [.. names[most..], $"{name}{number}"];
        }

        Conditions().Set(name, Any(names));
        return name;

        static SamNode Any(List<string> names) => SamNode.Map(("Fn::Or", SamNode.List([.. names.Select(one => SamNode.Map(("Condition", one)))])));
    }

    private SamNode Conditions()
    {
        if (_run.Template["Conditions"] is not { IsMap: true } conditions)
        {
            _run.Template.Set("Conditions", conditions = SamNode.Map());
        }

        return conditions;
    }
}
