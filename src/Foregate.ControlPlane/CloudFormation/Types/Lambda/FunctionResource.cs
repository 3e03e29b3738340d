// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.CloudFormation.Types.Lambda;

/// <summary><c>AWS::Lambda::Function</c>, with its code in the template, beside it or in a bucket.</summary>
internal static class FunctionResource
{
    private static readonly ObjectKind s_environment = new("the environment", "Variables");

    private static readonly ObjectKind s_tenancy = new("the tenancy configuration", "TenantIsolationMode");

    private static readonly ObjectKind s_properties = new(
        "the function",
        "FunctionName Runtime Handler Code Description MemorySize Timeout Environment ReservedConcurrentExecutions Role Tags Architectures TenancyConfig",
        "TracingConfig DeadLetterConfig KmsKeyArn VpcConfig LoggingConfig EphemeralStorage SnapStart RuntimeManagementConfig CodeSigningConfigArn RecursiveLoop",
        ("CapacityProviderConfig", Fate.Refused("functions on managed instances", "Remove it.")),
        ("DurableConfig", Fate.Refused("durable functions", "Remove it.")),
        ("FileSystemConfigs", Fate.Refused("file systems of functions", "Remove it.", "")),
        ("FunctionScalingConfig", Fate.Refused("functions on managed instances", "Remove it.")),
        ("ImageConfig", Fate.Refused("container images", "Remove it.")),
        ("Layers", Fate.Refused("layers", "Put what they hold into the function's own folder.", "")),
        ("PackageType", Fate.Refused("container images", "Use Zip.", "Zip")),
        ("PublishToLatestPublished", Fate.Refused("functions on managed instances", "Remove it.", "false")));

    public static ResourceType Type { get; } = new("AWS::Lambda::Function", s_properties, ["Code", "Runtime"], Create)
    {
        IsTagged = true,
        Replacing = ["FunctionName", "PackageType", "TenancyConfig"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Functions.DeleteFunction(account, removal.PhysicalId)),
        Read = Read,
        Place = static resource => $"/functions/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var request = Said(context, context.Properties.Text("FunctionName") ?? Name(context), FunctionSource.Read(context));
        return context.Apply(account => Functions.CreateFunction(account, request, context.Operations)) is null ? null : Value(context, request.FunctionName);
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        // Code that the template says the same of is as it was, wherever it lay.
        var source = context.Changed.Contains("Code") ? FunctionSource.Read(context) : new FunctionSource(null, null);
        context.Properties.Node("Code");
        if (source is null)
        {
            return null;
        }

        var request = Said(context, context.PhysicalId, source);
        return context.Apply(account => Functions.ReplaceFunction(account, request, context.Operations)) is null ? null : Value(context, context.PhysicalId);
    }

    private static Functions.CreateFunctionRequest Said(ResourceContext context, string name, FunctionSource? source)
    {
        var properties = context.Properties;
        return new Functions.CreateFunctionRequest
        {
            FunctionName = name,
            Runtime = properties.Text("Runtime") ?? "",
            Role = properties.Text("Role"),
            Handler = properties.Text("Handler"),

            // Code that is refused does not keep the rest from being looked at; nothing is made of a template with a fault.
            Code = source is null ? new FunctionCode { Folder = context.Folder ?? "/" } : source.Code,
            ZipFile = source?.Archive,
            IsZipFromS3 = true,
            Description = properties.Text("Description"),
            MemorySize = properties.Integer("MemorySize"),
            Timeout = properties.Integer("Timeout"),
            Environment = properties.Object("Environment", s_environment)?.TextMap("Variables") ?? OrdinalMap.Empty<string>(),
            Tags = ResourceTags.Of(context),
            Architectures = properties.Texts("Architectures"),
            ReservedConcurrentExecutions = properties.Integer("ReservedConcurrentExecutions"),
            TenantIsolationMode = properties.Object("TenancyConfig", s_tenancy)?.Text("TenantIsolationMode"),
        };
    }

    // A made up name must fit, and two long ids that begin alike must stay two. One that was left behind keeps its name.
    private static string Name(ResourceContext context)
    {
        var name = context.GeneratedName;
        bool IsTaken(string taken) => context.Run.Account.Functions.ContainsKey(taken);
        if (name.Length <= 64 && !IsTaken(name))
        {
            return name;
        }

        var start = name.Length > 51 ? name[..51] : name;
        return $"{start}-{Identifiers.Next(12, suffix => IsTaken($"{start}-{suffix}"), "function", name)}";
    }

    private static ResourceValue Value(ResourceContext context, string name) => new(
        name, ("Arn", FunctionArns.Of(context.Run.Account, name)), ("SnapStartResponse.ApplyOn", "None"), ("SnapStartResponse.OptimizationStatus", "Off"));

    // Its versions, aliases and policy belong to other resources, and change its revision.
    private static string? Read(Account account, DeployedResource resource)
    {
        var function = account.Functions.GetValueOrDefault(resource.PhysicalId);
        return OwnDefinition.Of(
            function is null ? null : function with
            {
                Aliases = function.Aliases.Clear(),
                Versions = function.Versions.Clear(),
                LatestVersion = 0,
                Permissions = function.Permissions.Clear(),
                LastModified = default,
                RevisionId = "",
            },
            DefinitionJson.WriteLambdaFunctionRow);
    }
}
