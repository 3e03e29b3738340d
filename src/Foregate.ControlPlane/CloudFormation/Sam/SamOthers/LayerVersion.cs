// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamOthers;

/// <summary><c>AWS::Serverless::LayerVersion</c>: a layer whose logical id changes with everything that it says, so that a change publishes a new version.</summary>
internal static class LayerVersion
{
    private static readonly string[] s_resolved = ["LayerName", "LicenseInfo", "Description", "RetentionPolicy"];

    public static SamType Type { get; } = new(
        new SamProperties(
            SamNames.LayerVersion,
            "LayerName=text|map Description=text PublishLambdaVersion=bool ContentUri!=text|map CompatibleArchitectures=texts CompatibleRuntimes=texts"
            + " LicenseInfo=text RetentionPolicy=text"),
        (run, resource) => [Layer(run, resource)]);

    private static SamResource Layer(SamRun run, SamResource resource)
    {
        foreach (var property in s_resolved)
        {
            if (resource[property] is { IsTruthy: true } given)
            {
                resource[property] = run.Resolve(given) is { IsList: false } value ? value
                    : throw new SamRefusal(given, $"Could not resolve parameter for '{property}' or parameter is not a String.", "Write a text.");
            }
        }

        var attributes = resource.HandedOn();
        attributes["DeletionPolicy"] = Retention(resource["RetentionPolicy"]) ?? attributes["DeletionPolicy"] ?? "Retain";
        var id = resource.LogicalId;
        resource.LogicalId = $"{id}{LogicalIds.Hash(Seen(resource))}";
        var layer = new SamResource(resource.LogicalId, "AWS::Lambda::LayerVersion", attributes) { DependsOn = resource.DependsOn, Place = resource.Place };
        layer["LayerName"] = resource["LayerName"] is { IsTruthy: true } name ? name : id;
        layer["Content"] = CodeLocation.Of(resource["ContentUri"]!, "ContentUri");
        foreach (var property in (string[])["Description", "CompatibleArchitectures", "CompatibleRuntimes", "LicenseInfo"])
        {
            layer[property] = resource[property];
        }

        foreach (var architecture in layer["CompatibleArchitectures"] is { IsList: true } list ? list.Items : [])
        {
            if (!Intrinsic.Is(architecture) && architecture.Text is not ("arm64" or "x86_64"))
            {
                throw new SamRefusal(architecture, "CompatibleArchitectures needs to be a list of 'x86_64' or 'arm64'.", "Write one of them.");
            }
        }

        return layer;
    }

    /// <summary>What the logical id depends on: all but what keeps old versions, and metadata.</summary>
    private static SamNode Seen(SamResource resource)
    {
        var seen = resource.ToNode();
        seen.Remove("DeletionPolicy");
        seen.Remove("UpdateReplacePolicy");
        seen.Remove("Metadata");
        return SamNode.Map((resource.LogicalId, seen));
    }

    private static string? Retention(SamNode? policy)
    {
        if (policy is null)
        {
            return null;
        }

        if (policy.IsText && policy.Text.ToLowerInvariant() is "retain" or "delete")
        {
            return policy.Text.Equals("retain", StringComparison.OrdinalIgnoreCase) ? "Retain" : "Delete";
        }

        throw new SamRefusal(
            policy, policy.IsMap ? "'RetentionPolicy' does not accept intrinsic functions, please use one of the following options: ['Retain', 'Delete']." : "'RetentionPolicy' must be one of the following options: ['Retain', 'Delete'].", "Write one of them.");
    }
}
