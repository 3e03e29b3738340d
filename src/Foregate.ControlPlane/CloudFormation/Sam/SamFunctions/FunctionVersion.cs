// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;

/// <summary><c>AutoPublishAlias</c>: a version whose logical id changes with the code, so that a deployment publishes a new one, and an alias that leads to it.</summary>
internal static partial class FunctionVersion
{
    public static SamResource Publish(SamRun run, SamResource resource, SamResource function, SamNode aliasName, List<SamResource> made)
    {
        if (run.Resolve(aliasName) is not { IsText: true } name)
        {
            throw new SamRefusal(aliasName, "'AutoPublishAlias' must be a string or a Ref to a template parameter.", "Write the name of the alias.");
        }

        var hash = resource["AutoPublishCodeSha256"] is { IsTruthy: true } given ? CodeHash(run, resource, function, given) : null;
        var version = Version(run, resource, function, hash);
        var alias = Alias(resource, function, version, name);
        made.Add(version);
        made.Add(alias);
        return alias;
    }

    private static string CodeHash(SamRun run, SamResource resource, SamResource function, SamNode given)
    {
        if (run.Resolve(given) is not { IsText: true } hash)
        {
            throw new SamRefusal(given, "AutoPublishCodeSha256 must be a string.", "Write the hash of the code.");
        }

        function["Description"] = run.ResolveIfAny(resource["Description"]) switch
        {
            null or { IsTruthy: false } => hash,
            { IsText: true } text => ((SamNode)$"{text.Text} {hash.Text}").At(text),
            var other => SamNode.Map(("Fn::Join", SamNode.List(" ", SamNode.List(other, hash)))).At(other),
        };
        return hash.Text;
    }

    private static SamResource Version(SamRun run, SamResource resource, SamResource function, string? hash)
    {
        var code = run.Resolve(function["Code"]!);
        var seen = resource["AutoPublishAliasAllProperties"] is { IsTruthy: true } ? AllProperties(run, function) : CodeAndSettings(function, code);
        var version = new SamResource($"{resource.LogicalId}Version{(hash is null ? LogicalIds.Hash(seen) : hash[..Math.Min(10, hash.Length)])}", "AWS::Lambda::Version", resource.HandedOn()) { Place = resource.Place };
        if (version.Attributes["DeletionPolicy"] is null)
        {
            version.Attributes.Set("DeletionPolicy", resource["VersionDeletionPolicy"] ?? (resource["CapacityProviderConfig"] is null ? "Retain" : "Delete"));
        }

        version["FunctionName"] = function.Ref();
        version["Description"] = resource["VersionDescription"];
        if (resource["CapacityProviderConfig"] is not null)
        {
            version["FunctionScalingConfig"] = resource["FunctionScalingConfig"];
        }

        return version;
    }

    private static SamNode CodeAndSettings(SamResource function, SamNode code)
    {
        var seen = code.IsMap ? code.Shallow() : SamNode.Map(("CodeUri", code));
        if (function["Environment"] is { IsTruthy: true, IsMap: true } environment)
        {
            seen.Update(environment);
        }

        if (function["MemorySize"] is { IsTruthy: true } memory)
        {
            seen.Set("MemorySize", memory);
        }

        if (function["SnapStart"] is { IsTruthy: true } snap && snap["ApplyOn"] is { } apply && apply is not { IsText: true, Text: "None" })
        {
            seen.Set("SnapStart", snap);
        }

        return seen;
    }

    private static SamNode AllProperties(SamRun run, SamResource function)
    {
        var seen = function.Properties.Shallow();
        foreach (var layer in function["Layers"] is { IsList: true } layers ? layers.Items : [])
        {
            if (Intrinsic.LogicalId(layer) is { } id && run.Output["Resources"]?[id]?["Properties"] is { } properties && properties["PublishLambdaVersion"] is { IsTruthy: true })
            {
                seen.Set(id, properties);
            }
        }

        return seen;
    }

    private static SamResource Alias(SamResource resource, SamResource function, SamResource version, SamNode name)
    {
        if (name.Text.Length == 0 || !Name().IsMatch(name.Text))
        {
            throw new SamRefusal(
                name, $"AutoPublishAlias name ('{name.Text}') must contain only alphanumeric characters, hyphens, or underscores matching (?!^[0-9]+$)([a-zA-Z0-9-_]+) pattern.", "Rename it.");
        }

        var id = name.Text.Replace("-", "D", StringComparison.Ordinal).Replace("_", "U", StringComparison.Ordinal);
        var alias = new SamResource($"{function.LogicalId}Alias{id}", "AWS::Lambda::Alias", resource.HandedOn()) { Place = resource.Place };
        alias["Name"] = name;
        alias["FunctionName"] = function.Ref();
        alias["FunctionVersion"] = version.GetAtt("Version");
        alias["ProvisionedConcurrencyConfig"] = resource["ProvisionedConcurrencyConfig"] is { IsTruthy: true } provisioned ? provisioned : null;
        return alias;
    }

    [GeneratedRegex(@"\A(?![0-9]+\z)[a-zA-Z0-9\-_]+\z")]
    private static partial Regex Name();
}
