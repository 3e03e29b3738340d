// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamApis;
using Foregate.ControlPlane.CloudFormation.Sam.SamEvents;
using Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;
using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamOthers;

/// <summary><c>AWS::Serverless::StateMachine</c>: the state machine, its role, version and alias, and what its events make.</summary>
internal static partial class StateMachine
{
    private static readonly (string Given, string Made)[] s_passed =
    [
        ("Name", "StateMachineName"), ("Type", "StateMachineType"), ("Logging", "LoggingConfiguration"), ("Tracing", "TracingConfiguration"),
    ];

    public static SamType Type { get; } = new(
        new SamProperties(
            SamNames.StateMachine,
            "Definition=map DefinitionUri=text|map Logging=map Role=text RolePath DefinitionSubstitutions=map Events=maps Name=text Type=text Tags=map"
            + " PropagateTags=bool Policies=text|texts Tracing=map PermissionsBoundary=text AutoPublishAlias DeploymentPreference UseAliasAsEventTarget==bool"),
        Transform);

    private static List<SamResource> Transform(SamRun run, SamResource resource)
    {
        var machine = new SamResource(resource.LogicalId, "AWS::StepFunctions::StateMachine", resource.Attributes) { DependsOn = resource.DependsOn, Place = resource.Place };
        var made = new List<SamResource> { machine };
        Define(resource, machine);
        var tags = SamNode.List([SamNode.Map(("Key", "stateMachine:createdBy"), ("Value", "SAM")), .. Tags.List(resource["Tags"]).Items]);
        if (resource["Role"] is { IsTruthy: true } role)
        {
            machine["RoleArn"] = resource["Policies"] is { IsTruthy: true } policies
                ? throw new SamRefusal(policies, "Specify either 'Role' or 'Policies' (but not both at the same time) or neither of them.", "Keep one of them.")
                : role;
        }
        else
        {
            made.Add(Role(run, resource, tags));
            machine["RoleArn"] = made[^1].GetAtt("Arn");
        }

        foreach (var (given, property) in s_passed)
        {
            machine[property] = resource[given];
        }

        machine["Tags"] = tags.Copy();
        var alias = Publish(resource, machine, made);
        var target = resource["UseAliasAsEventTarget"] is { IsTruthy: true } ? alias ?? machine : machine;
        foreach (var entry in resource["Events"] is { IsMap: true } events ? events.Entries : [])
        {
            var happening = new SamEvent
            {
                Run = run,
                Owner = resource,
                Target = target,
                EventId = entry.Key,
                Node = entry.Value,
                Properties = entry.Value["Properties"] ?? SamNode.Map().At(entry.Value),
            };
            EventTypes.Add(happening, type => ApiTypes.StateMachineEvents.GetValueOrDefault(type) ?? EventTypes.OfStateMachines.GetValueOrDefault(type), made);
        }

        Tags.Propagate(made, resource["Tags"], resource["PropagateTags"]);
        return made;
    }

    private static void Define(SamResource resource, SamResource machine)
    {
        var substitutions = resource["DefinitionSubstitutions"] is { IsTruthy: true } given ? given : null;
        var uri = resource["DefinitionUri"] is { IsTruthy: true } place ? place : null;
        if (resource["Definition"] is { IsTruthy: true } definition)
        {
            if (uri is not null)
            {
                throw new SamRefusal(uri, "Specify either 'Definition' or 'DefinitionUri' property and not both.", "Keep one of them.");
            }

            var plain = definition.Copy();
            var found = SamNode.Map();
            Substitute(plain, found);
            if (found.Count > 0)
            {
                substitutions ??= SamNode.Map();
                substitutions.Update(found);
            }

            machine["DefinitionString"] = SamNode.Map(("Fn::Join", SamNode.List(
                "\n", SamNode.List([.. PythonText.Indented(plain).Split('\n').Select(line => (SamNode)line)])))).At(definition);
        }
        else
        {
            machine["DefinitionS3Location"] = uri is null
                ? throw new SamRefusal(resource.Place, "Either 'Definition' or 'DefinitionUri' property must be specified.", "Write one of them.")
                : CodeLocation.Of(uri, "DefinitionUri", "Bucket", "Key", "Version");
        }

        machine["DefinitionSubstitutions"] = substitutions;
    }

    /// <summary>Puts names in the place of intrinsic functions and dynamic references, which a text cannot hold.</summary>
    private static void Substitute(SamNode node, SamNode found)
    {
        foreach (var key in node.IsMap ? node.Keys.Order(StringComparer.Ordinal).ToList() : [])
        {
            if (Replace(node[key]) is { } name)
            {
                node.Set(key, name);
            }
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            node.Items[i] = Replace(node.Items[i]) ?? node.Items[i];
        }

        SamNode? Replace(SamNode? value)
        {
            if (value is null)
            {
                return null;
            }

            if (!Intrinsic.Is(value) && !(value.IsText && Dynamic().IsMatch(value.Text)))
            {
                Substitute(value, found);
                return null;
            }

            var name = $"definition_substitution_{found.Count + 1}";
            found.Set(name, value);
            return $"${{{name}}}";
        }
    }

    private static SamResource Role(SamRun run, SamResource resource, SamNode tags)
    {
        var managed = SamNode.List();
        var role = ExecutionRole.Make(run, resource, PolicyDocuments.AssumedBy("states"), managed, SamNode.List(), tags);
        SamNode xray = ManagedPolicies.Arn("", run.Partition == "aws" ? "AWSXrayWriteOnlyAccess" : "AWSXRayDaemonWriteAccess", run.Partition);
        if (resource["Tracing"]?["Enabled"] is { IsTrue: true } && !managed.Items.Exists(xray.SameAs))
        {
            managed.Items.Add(xray);
        }

        return role;
    }

    private static SamResource? Publish(SamResource resource, SamResource machine, List<SamResource> made)
    {
        if (resource["AutoPublishAlias"] is not { IsTruthy: true } name)
        {
            foreach (var property in (string[])["UseAliasAsEventTarget", "DeploymentPreference"])
            {
                if (resource[property] is { IsTruthy: true } needing)
                {
                    throw new SamRefusal(needing, $"'{property}' requires 'AutoPublishAlias' property to be specified.", "Write it.");
                }
            }

            return null;
        }

        if (!name.IsText)
        {
            throw new SamRefusal(name, "The logical id of the alias has its name in it.", "Write the name itself.");
        }

        var version = new SamResource($"{resource.LogicalId}Version", "AWS::StepFunctions::StateMachineVersion", resource.HandedOn()) { Place = resource.Place };
        foreach (var policy in (string[])["DeletionPolicy", "UpdateReplacePolicy"])
        {
            version.Attributes[policy] ??= "Retain";
        }

        version["StateMachineArn"] = machine.Ref();
        version["StateMachineRevisionId"] = machine.GetAtt("StateMachineRevisionId");
        var alias = new SamResource($"{resource.LogicalId}Alias{name.Text}", "AWS::StepFunctions::StateMachineAlias", resource.HandedOn()) { Place = resource.Place };
        alias["Name"] = name;
        var preference = resource["DeploymentPreference"] is { IsTruthy: true } given ? given : SamNode.Map(("Type", "ALL_AT_ONCE"));
        preference.Set("StateMachineVersionArn", version.Ref());
        alias["DeploymentPreference"] = preference;
        made.Add(version);
        made.Add(alias);
        return alias;
    }

    [GeneratedRegex(@"\A\{\{resolve:[a-z-]+:.+\}\}\z")]
    private static partial Regex Dynamic();
}
