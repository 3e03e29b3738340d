// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.SamApis;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam;

/// <summary>
/// The SAM transform: a template with serverless functions and APIs becomes the CloudFormation template that AWS's transform makes of it. Intrinsic functions
/// stay; references to parameters are looked up only where SAM must know the value.
/// </summary>
internal static class SamTransform
{
    /// <summary>The transformed template; <see langword="null"/> after faults, all of which are told.</summary>
    /// <param name="template">The template in long form.</param>
    /// <param name="parameters">What is given for parameters; defaults are taken for the others.</param>
    /// <param name="region">Such as <c>us-east-1</c>.</param>
    /// <param name="reading">Where faults are told.</param>
    public static DocumentNode? Transform(DocumentNode template, IReadOnlyDictionary<string, string> parameters, string region, ReadingContext reading)
    {
        var root = SamNode.Of(template);
        var values = Values(root["Parameters"], parameters);
        if (root["Resources"] is not { IsMap: true, Count: > 0 })
        {
            reading.Fault(template.Location, DocumentPath.Root, "'Resources' section is required.", "Define a resource.");
            return null;
        }

        HashedTemplate.Prepare(root, values);
        values.TryAdd("AWS::Region", region);
        values.TryAdd("AWS::Partition", PartitionOf(region));
        var run = new SamRun(root, values, region, reading);
        var before = reading.Faults.Count;
        CheckShape(run);
        if (reading.Faults.Count > before)
        {
            return null;
        }

        run.Guard(root, "", () => Prepare(run));
        if (reading.Faults.Count > before)
        {
            return null;
        }

        foreach (var (logicalId, node) in run.Resources.Entries.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => SamTypes.Turn(entry.Value["Type"]?.Text ?? "")).ToList())
        {
            if (node["Type"] is { IsText: true } type && SamTypes.Find(type.Text) is { } known)
            {
                run.Guard(node, $"Resource with id [{logicalId}] is invalid. ", () => Transform(run, SamResource.Of(logicalId, node), known));
            }
        }

        run.Guard(root, "", () => Deployments.Finish(run));
        if (run.OtherEvents.Count > 0)
        {
            run.Notice(null, $"Events of other services invoke nothing here: {string.Join(", ", run.OtherEvents)}.");
        }

        run.Output.Remove("Transform");
        References.Rename(run.Output, run.Renamed);
        References.Resolve(run.Output, run.Members);
        return reading.Faults.Count > before ? null : run.Output.ToDocument(template.Location, DocumentPath.Root, reading.Implied);
    }

    private static void Prepare(SamRun run)
    {
        ApiTypes.BeforeGlobals(run);
        SamGlobals.Merge(run);
        ApiTypes.AfterGlobals(run);
        run.StartOutput();
    }

    private static void Transform(SamRun run, SamResource resource, SamType type)
    {
        if (!resource.LogicalId.All(char.IsAsciiLetterOrDigit))
        {
            throw new SamRefusal(resource.Place, "Logical ids must be alphanumeric.", "Rename it.");
        }

        if (!type.Properties.Check(run, resource.Properties, resource.Place!))
        {
            return;
        }

        var id = resource.LogicalId;
        var made = type.Transform(run, resource);
        if (resource.LogicalId != id)
        {
            run.Rename(id, resource.LogicalId);
        }

        foreach (var (member, name) in type.Members)
        {
            if (made.FindLast(one => one.Type == name) is { } found)
            {
                run.AddMember(resource.LogicalId, member, found.LogicalId);
            }
        }

        var resources = run.Output["Resources"]!;
        resources.Remove(id);
        foreach (var one in made)
        {
            one.Place ??= resource.Place;
            if (LogicalIdIsFree(run, one))
            {
                resources.Set(one.LogicalId, one.ToNode(), location: one.Place!.KeyLocation);
            }
            else
            {
                run.Fault(one.Place!, $"Transforming resource with id [{id}] attempts to create a new resource [{one.LogicalId}] of type \"{one.Type}\", and there is one already.", "Rename the one or the other.");
            }
        }
    }

    // What takes the place of one of SAM's resources has its logical id; so do resources that events change.
    private static bool LogicalIdIsFree(SamRun run, SamResource made) => run.Resources[made.LogicalId]?["Type"]?.Text switch
    {
        null => true,
        SamNames.Function => made.Type == "AWS::Lambda::Function",
        SamNames.LayerVersion => made.Type == "AWS::Lambda::LayerVersion",
        SamNames.CapacityProvider => made.Type == "AWS::Lambda::CapacityProvider",
        SamNames.Api => made.Type == "AWS::ApiGateway::RestApi",
        SamNames.HttpApi or SamNames.WebSocketApi => made.Type == "AWS::ApiGatewayV2::Api",
        SamNames.SimpleTable => made.Type == "AWS::DynamoDB::Table",
        SamNames.Application => made.Type == "AWS::CloudFormation::Stack",
        SamNames.StateMachine => made.Type == "AWS::StepFunctions::StateMachine",
        "AWS::S3::Bucket" or "AWS::SNS::Topic" or "AWS::Cognito::UserPool" or "AWS::ApiGateway::DomainName" or "AWS::ApiGateway::BasePathMapping"
            or "AWS::ApiGateway::DomainNameV2" or "AWS::ApiGateway::BasePathMappingV2" => run.Resources[made.LogicalId]!["Type"]!.Text == made.Type,
        _ => false,
    };

    private static void CheckShape(SamRun run)
    {
        foreach (var entry in run.Resources.Entries)
        {
            var node = entry.Value;
            if (!node.IsMap)
            {
                run.Fault(node, "All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue.", "Write an object with a Type.");
                continue;
            }

            if (node.Has("Connectors"))
            {
                run.Fault(node["Connectors"] ?? node, "Connectors are not transformed by Foregate.", "Write the policies and permissions that the connector would give.");
            }

            if (node["Type"] is not { IsText: true } type)
            {
                continue;
            }

            if (type.Text.StartsWith("AWS::Serverless::", StringComparison.Ordinal) && !SamTypes.IsKnown(type.Text))
            {
                run.Fault(type, $"{type.Text} is not transformed by Foregate.", type.Text == SamNames.Connector ? "Write the policies and permissions that the connector would give." : "Write out the resources that it would give, or correct the type.");
            }

            if (SamTypes.IsKnown(type.Text) && node["Properties"] is { IsMap: false } properties)
            {
                run.Fault(properties, $"Resource with id [{entry.Key}] is invalid. 'Properties' should be a map.", "Write properties.");
            }

            if (node["Condition"] is { IsText: false, IsTruthy: true } condition)
            {
                run.Fault(condition, "Every Condition member must be a string.", "Write the name of a condition.");
            }
        }
    }

    private static Dictionary<string, SamNode> Values(SamNode? parameters, IReadOnlyDictionary<string, string> given)
    {
        var values = given.ToDictionary(entry => entry.Key, entry => (SamNode)entry.Value, StringComparer.Ordinal);
        foreach (var entry in parameters is { IsMap: true } ? parameters.Entries : [])
        {
            if (entry.Value.IsMap && entry.Value["Default"] is { } value)
            {
                values.TryAdd(entry.Key, value);
            }
        }

        return values;
    }

    private static string PartitionOf(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when region.StartsWith("us-isob", StringComparison.Ordinal) => "aws-iso-b",
        _ when region.StartsWith("us-isof", StringComparison.Ordinal) => "aws-iso-f",
        _ when region.StartsWith("us-iso-", StringComparison.Ordinal) => "aws-iso",
        _ when region.StartsWith("us-gov", StringComparison.Ordinal) => "aws-us-gov",
        _ when region.StartsWith("eu-isoe", StringComparison.Ordinal) => "aws-iso-e",
        _ when region.StartsWith("eusc-", StringComparison.Ordinal) => "aws-eusc",
        _ => "aws",
    };
}
