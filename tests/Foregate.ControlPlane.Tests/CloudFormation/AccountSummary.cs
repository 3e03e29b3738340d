// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.CloudFormation;

/// <summary>What an account serves, as text: ids that hash content, names of statements and versions of templates left out.</summary>
internal static class AccountSummary
{
    public static string Of(Account account)
    {
        var text = new StringBuilder();
        foreach (var api in account.RestApis.Values)
        {
            var stages = api.Stages.Values.Select(stage => $"{stage.StageName} {string.Join(",", stage.Variables)}");
            text.AppendLine($"REST {api.Id} {api.Name} {api.EndpointConfiguration.Types[0]} {string.Join(",", api.BinaryMediaTypes)} [{string.Join("; ", stages)}]");
            foreach (var resource in api.Resources.Values.OrderBy(resource => resource.Path, StringComparer.Ordinal))
            {
                foreach (var (verb, method) in resource.ResourceMethods)
                {
                    // SAM's models are not read: nothing is validated with them.
                    text.AppendLine($"{verb} {resource.Path}").Append(AccountText.Of(method with { RequestModels = method.RequestModels.Clear() }));
                }
            }
        }

        foreach (var api in account.Apis.Values)
        {
            text.AppendLine($"HTTP {api.ApiId} {api.Name}").AppendLine(api.CorsConfiguration is { } cors ? AccountText.Of(cors) : "");
            foreach (var stage in api.Stages.Values)
            {
                text.AppendLine($"{stage.StageName} {stage.AutoDeploy} {string.Join(",", stage.StageVariables)} {string.Join(",", stage.RouteSettings)}");
            }

            foreach (var route in api.Routes.Values.OrderBy(route => route.RouteKey, StringComparer.Ordinal))
            {
                text.AppendLine(route.RouteKey);
                if (route.Target is { } target)
                {
                    // Ids follow the order of the document, in which plain forms differ.
                    text.Append(AccountText.Of(api.Integrations[target["integrations/".Length..]] with { IntegrationId = "" }));
                }
            }
        }

        foreach (var function in account.Functions.Values)
        {
            var permissions = function.Permissions.Values.Where(permission => permission.Principal == "apigateway.amazonaws.com").Select(permission => $"{permission.Principal} {permission.SourceArn} {permission.Qualifier}").Order(StringComparer.Ordinal);
            text.AppendLine($"{function.FunctionName} {function.Runtime} {function.Handler} {function.MemorySize} {function.Timeout} {function.LatestVersion} {string.Join(",", function.Aliases.Values.Select(alias => $"[{alias.Name}, {alias.FunctionVersion}]"))}")
                .AppendLine(string.Join("\n", permissions));
        }

        foreach (var plan in account.UsagePlans.Values)
        {
            text.AppendLine($"PLAN {plan.Id} {string.Join(",", plan.ApiStages.Select(stage => $"{stage.ApiId} {stage.Stage}").Order(StringComparer.Ordinal))} {string.Join(",", plan.Keys.Keys)}");
        }

        return text.ToString();
    }
}
