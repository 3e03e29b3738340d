// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>For each REST API the names that the template gives to functions with events of it: a new name makes a new deployment.</summary>
internal sealed class FunctionNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public string Of(string api) => _names.GetValueOrDefault(api, "");

    public static void Collect(SamRun run)
    {
        var names = run.Keep<FunctionNames>()._names;
        foreach (var function in run.Resources.Entries)
        {
            if (function.Value["Type"] is not { Text: SamNames.Function } || function.Value["Properties"]?["Events"] is not { IsMap: true } events)
            {
                continue;
            }

            foreach (var trigger in events.Entries)
            {
                if (trigger.Value["Type"] is { Text: "Api" } && ApiEvents.ApiId(trigger.Value["Properties"]?["RestApiId"]) is { IsText: true } api
                    && function.Value["Properties"]!["FunctionName"] is { } name && run.Resolve(name.Copy()) is { IsTruthy: true } resolved)
                {
                    names[api.Text] = names.GetValueOrDefault(api.Text, "") + (resolved.IsMap || resolved.IsList ? PythonText.Of(resolved) : resolved.Text);
                }
            }
        }
    }
}
