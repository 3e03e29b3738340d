// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary><c>AWS::Serverless::Function</c>: the function, its alias, and the API events that invoke it.</summary>
internal static class SamFunction
{
    private static readonly string[] s_copied =
    [
        "FunctionName", "Runtime", "Handler", "Description", "MemorySize", "Timeout", "Environment", "ReservedConcurrentExecutions", "Layers", "PackageType",
        "ImageConfig", "FileSystemConfigs", "TenancyConfig",
    ];

    public static void Transform(SamTransform sam, TemplateResource resource)
    {
        var before = sam.Reading.Faults.Count;
        if (Section.Open(sam.Reading, resource.Properties, resource.PropertiesPath, SamKinds.Function) is not { } section)
        {
            return;
        }

        var tree = new Tree(resource.Location);
        var properties = s_copied.Select(name => (name, section.Node(name))).Append(("Code", Code(sam, section, tree))).ToList();
        var role = section.Node("Role");
        if (role is null)
        {
            sam.Made.Add(new TemplateResource($"{resource.LogicalId}Role", "AWS::IAM::Role", tree.Map(), [], resource.Location) { IsImplied = true });
        }
        else
        {
            properties.Add(("Role", role));
        }

        var invoked = resource.LogicalId;
        var isFaulty = resource.IsFaulty || sam.Reading.Faults.Count > before;
        sam.Made.Add(resource with { Type = "AWS::Lambda::Function", Properties = tree.Map(properties), IsFaulty = isFaulty });
        if (section.Text("AutoPublishAlias") is { } alias)
        {
            invoked = Publish(sam, resource, alias, tree);
        }

        foreach (var entry in section.Object("Events", SamKinds.Events)?.Entries() ?? [])
        {
            if (Section.Open(sam.Reading, entry.Value, $"{section.PathOf("Events")}/{entry.Key}", SamKinds.Event) is not { } trigger)
            {
                continue;
            }

            switch (trigger.Text("Type"))
            {
                case "Api":
                    SamEvents.Api(sam, resource.LogicalId, invoked, entry, trigger);
                    break;
                case "HttpApi":
                    SamEvents.HttpApi(sam, resource.LogicalId, invoked, entry, trigger);
                    break;
                case { } other:
                    trigger.Node("Properties");
                    sam.OtherEvent(other);
                    break;
            }
        }
    }

    private static DocumentNode? Code(SamTransform sam, Section section, Tree tree)
    {
        if (section.Node("InlineCode") is { } source)
        {
            return tree.Map(("ZipFile", source));
        }

        if (section.Node("CodeUri") is not { } uri)
        {
            return null;
        }

        // {Bucket, Key, Version}: the function's own table says why that is refused.
        return uri.Kind == NodeKind.Mapping && uri.TryGet("Bucket", out _) ? tree.Map(("S3Bucket", Tree.At(uri, "Bucket")), ("S3Key", Tree.At(uri, "Key"))) : uri;
    }

    private static string Publish(SamTransform sam, TemplateResource resource, string alias, Tree tree)
    {
        var version = $"{resource.LogicalId}Version";
        var name = $"{resource.LogicalId}Alias{alias}";
        sam.Made.Add(new TemplateResource(version, "AWS::Lambda::Version", tree.Map(("FunctionName", tree.Ref(resource.LogicalId))), [], resource.Location));
        sam.Made.Add(new TemplateResource(
            name,
            "AWS::Lambda::Alias",
            tree.Map(
                ("FunctionName", tree.Ref(resource.LogicalId)),
                ("FunctionVersion", tree.Map(("Fn::GetAtt", tree.List(tree.Text(version), tree.Text("Version"))))),
                ("Name", tree.Text(alias))),
            [],
            resource.Location));
        sam.Member($"{resource.LogicalId}.Version", version);
        sam.Member($"{resource.LogicalId}.Alias", name);
        return name;
    }
}
