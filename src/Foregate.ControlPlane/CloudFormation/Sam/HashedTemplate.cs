// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam;

/// <summary>
/// Gives what SAM's hashes see Python 2's order. SAM does so when the template has a REST API, or an HTTP API with a default authorizer, and to these parts
/// only.
/// </summary>
internal static class HashedTemplate
{
    public static void Prepare(SamNode template, Dictionary<string, SamNode> parameters)
    {
        var resources = template["Resources"]!;
        if (!HasRestApi(resources) && !HasAuthorizedHttpApi(template, resources))
        {
            return;
        }

        if (template["Globals"] is { IsMap: true } globals && globals["Api"] is { } api)
        {
            globals.Set("Api", api.Hashed());
        }

        foreach (var name in parameters.Keys.ToList())
        {
            parameters[name] = parameters[name].Hashed();
        }

        var ordered = SamNode.HashedMap().At(resources);
        foreach (var entry in resources.Entries)
        {
            Prepare(entry.Value);
            ordered.Set(entry.Key, entry.Value, isGiven: true, entry.Location);
        }

        template.Set("Resources", ordered);
    }

    private static void Prepare(SamNode resource)
    {
        if (resource["Properties"] is not { } properties)
        {
            return;
        }

        switch (resource["Type"]?.Text)
        {
            case SamNames.Api or SamNames.HttpApi:
                resource.Set("Properties", properties.Hashed());
                break;
            case SamNames.Function or SamNames.StateMachine:
                if (resource["Condition"] is { } condition)
                {
                    resource.Set("Condition", condition.Hashed());
                }

                foreach (var name in (string[])["FunctionName", "Events"])
                {
                    if (properties[name] is { } value)
                    {
                        properties.Set(name, value.Hashed());
                    }
                }

                break;
            default:
                break;
        }
    }

    private static bool HasRestApi(SamNode resources) => resources.Entries.Any(entry => entry.Value["Type"]?.Text switch
    {
        SamNames.Api => true,
        SamNames.Function or SamNames.StateMachine => HasEvent(entry.Value, "Api"),
        _ => false,
    });

    private static bool HasAuthorizedHttpApi(SamNode template, SamNode resources)
    {
        var isGlobal = template["Globals"]?["HttpApi"]?["Auth"]?["DefaultAuthorizer"] is { IsTruthy: true };
        return resources.Entries.Any(entry => entry.Value["Type"]?.Text switch
        {
            SamNames.HttpApi => isGlobal || entry.Value["Properties"]?["Auth"]?["DefaultAuthorizer"] is { IsTruthy: true },
            SamNames.Function => isGlobal && HasEvent(entry.Value, "HttpApi"),
            _ => false,
        });
    }

    private static bool HasEvent(SamNode resource, string type) =>
        resource["Properties"]?["Events"] is { IsMap: true } events && events.Entries.Any(entry => entry.Value["Type"]?.Text == type);
}
