// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions;

namespace Foregate.ControlPlane.CloudFormation.Types.Lambda;

/// <summary><c>AWS::Lambda::Version</c>: a number for what a function is now. It never changes.</summary>
internal static class VersionResource
{
    public static ResourceType Type { get; } = new(
        "AWS::Lambda::Version",
        new ObjectKind("the version", "FunctionName Description", "CodeSha256 ProvisionedConcurrencyConfig RuntimePolicy FunctionScalingConfig"),
        ["FunctionName"],
        Create)
    {
        Replacing = ["CodeSha256", "Description", "FunctionName", "ProvisionedConcurrencyConfig", "RuntimePolicy"],

        // How it scales is told only.
        Update = static context => Value(context.PhysicalId, context.Existing!.Resource.Attributes["Version"]),
        Delete = static removal => removal.Apply(account => Functions.DeleteFunction(account, removal.Text("FunctionName"), removal.Resource.Resource.Attributes["Version"])),
        Read = Read,
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var name = context.Properties.Text("FunctionName") ?? "";
        var before = FunctionReference.TryFindWhole(context.Run.Account, name, out var function) is null ? function.LatestVersion : 0;

        // Its CodeSha256 is of the archive that was uploaded to AWS: here the code may be a folder.
        var request = new Versions.PublishVersionRequest { Description = context.Properties.Text("Description") };
        if (context.Apply(account => Versions.PublishVersion(account, name, request, context.Operations)) is not { } published)
        {
            return null;
        }

        if (context.Run.Account.Functions[published.FunctionName].LatestVersion == before)
        {
            // Two resources would stand for one version, and the first that goes would take it along.
            context.Properties.Fault(
                "FunctionName", $"A version for this Lambda function exists ( {published.Version} ). Modify the function to create a new version.", "Change the function, or the version's Description.");
            return null;
        }

        return Value(published.FunctionArn, published.Version);
    }

    private static ResourceValue Value(string arn, string version) => new(arn, ("Version", version), ("FunctionArn", arn));

    private static string? Read(Account account, DeployedResource resource)
    {
        var version = FunctionReference.TryFindVersion(account, resource.PhysicalId, null, out var reference) is null ? reference.Version : null;
        return OwnDefinition.Of(version is null ? null : version with { RevisionId = "", ReservedConcurrentExecutions = null }, DefinitionJson.WriteLambdaFunction);
    }
}
