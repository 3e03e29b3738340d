// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary>How the body of a REST API is to be read: <c>Mode</c>, <c>Parameters</c> and <c>FailOnWarnings</c>.</summary>
internal static class RestApiParameters
{
    private static readonly ObjectKind s_parameters = new("the parameters of the import", "basePath basepath endpointConfigurationTypes ignore");

    public static (ImportTarget Target, bool FailsOnWarnings) Read(ResourceContext context)
    {
        var properties = context.Properties;
        var fails = properties.Boolean("FailOnWarnings") ?? false;
        var target = new ImportTarget { Name = properties.Text("Name") ?? context.GeneratedName, Overwrites = context.Choice(properties, "Mode", true, ("overwrite", true), ("merge", false)) };
        if (properties.Object("Parameters", s_parameters) is not { } section)
        {
            return (target, fails);
        }

        var types = ImmutableArray.CreateBuilder<EndpointType>();
        foreach (var word in (section.Text("endpointConfigurationTypes") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ExtensionWords.EndpointTypes.Read(word) is { } type)
            {
                types.Add(type);
            }
            else
            {
                section.Fault("endpointConfigurationTypes", $"There is no endpoint type \"{word}\".", "Use REGIONAL, EDGE or PRIVATE.");
            }
        }

        (string, BasePathMode)[] modes = [("ignore", BasePathMode.Ignore), ("prepend", BasePathMode.Prepend), ("split", BasePathMode.Split)];
        target = target with
        {
            BasePath = context.Choice(section, section.Has("basepath") ? "basepath" : "basePath", BasePathMode.Ignore, modes),
            IgnoresDocumentation = context.Choice(section, "ignore", false, ("documentation", true)),
            EndpointTypes = types.ToImmutable(),
        };
        return (target, fails);
    }
}
