// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::Lambda::Function</c>, with its code in the template or beside it.</summary>
internal static class FunctionResource
{
    private static readonly ObjectKind s_code = new(
        "the code",
        "ZipFile",
        "SourceKMSKeyArn",
        ("ImageUri", Fate.Refused("container images", "Give the code as a folder or a zip file.")),
        ("S3Bucket", Fate.Foreign("is in S3, which Foregate does not reach", "Name a folder or a zip file beside the template.")),
        ("S3Key", Fate.Foreign("is in S3, which Foregate does not reach", "Name a folder or a zip file beside the template.")),
        ("S3ObjectVersion", Fate.Foreign("is in S3, which Foregate does not reach", "Name a folder or a zip file beside the template.")));

    private static readonly ObjectKind s_environment = new("the environment", "Variables");

    private static readonly ObjectKind s_properties = new(
        "the function",
        "FunctionName Runtime Handler Code Description MemorySize Timeout Environment ReservedConcurrentExecutions",
        "Role Tags Architectures TracingConfig DeadLetterConfig KmsKeyArn VpcConfig LoggingConfig EphemeralStorage SnapStart RuntimeManagementConfig"
        + " CodeSigningConfigArn RecursiveLoop",
        ("FileSystemConfigs", Fate.Refused("file systems of functions", "Remove it.", "")),
        ("ImageConfig", Fate.Refused("container images", "Remove it.")),
        ("Layers", Fate.Refused("layers", "Put what they hold into the function's own folder.", "")),
        ("PackageType", Fate.Refused("container images", "Use Zip.", "Zip")),
        ("TenancyConfig", Fate.Refused("tenant isolation of functions", "Remove it.")));

    public static ResourceType Type { get; } = new("AWS::Lambda::Function", s_properties, ["Code", "Runtime"], Create)
    {
        Delete = static removal => removal.Apply(account => Functions.DeleteFunction(account, removal.PhysicalId)),
        Place = static resource => $"/functions/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var code = ReadCode(context);

        var request = new Functions.CreateFunctionRequest
        {
            FunctionName = properties.Text("FunctionName") ?? Shortened(context.GeneratedName),
            Runtime = properties.Text("Runtime") ?? "",
            Handler = properties.Text("Handler"),

            // Code that is refused does not keep the rest from being looked at; nothing is made of a template with a fault.
            Code = code ?? new FunctionCode { Folder = context.Folder ?? "/" },
            Description = properties.Text("Description"),
            MemorySize = properties.Integer("MemorySize"),
            Timeout = properties.Integer("Timeout"),
            Environment = properties.Object("Environment", s_environment)?.TextMap("Variables") ?? OrdinalMap.Empty<string>(),
            ReservedConcurrentExecutions = properties.Integer("ReservedConcurrentExecutions"),
        };
        if (context.Apply(account => Functions.CreateFunction(account, request, context.Operations)) is not { } function)
        {
            return null;
        }

        return new ResourceValue(function.FunctionName, ("Arn", FunctionArns.Of(context.Run.Account, function.FunctionName)));
    }

    private static FunctionCode? ReadCode(ResourceContext context)
    {
        var properties = context.Properties;
        var node = properties.Node("Code")!;
        if (node.Kind == NodeKind.String)
        {
            return Local(context, node.Text);
        }

        if (properties.Object("Code", s_code) is not { } section || context.Run.Reading.HasFaultIn(section.Path))
        {
            return null;
        }

        if (section.Text("ZipFile") is not { } source)
        {
            section.Fault("ZipFile", "There is no code.", "Name a folder or a zip file beside the template, or write the source under ZipFile.");
            return null;
        }

        return new FunctionCode { InlineCode = source };
    }

    private static FunctionCode? Local(ResourceContext context, string name)
    {
        if (context.Folder is not { } folder)
        {
            context.Properties.Fault("Code", $"The code {name} lies beside the template, and the template came without its folder.", "Upload it (foregate deploy and aws cloudformation package do so), or write the source under ZipFile.");
            return null;
        }

        if (name.Contains("://", StringComparison.Ordinal))
        {
            context.Properties.Fault("Code", $"The code {name} is in S3, which Foregate does not reach.", "Name a folder or a zip file beside the template.");
            return null;
        }

        var path = Path.GetFullPath(name, folder);
        if (Directory.Exists(path))
        {
            return new FunctionCode { Folder = path };
        }

        if (File.Exists(path) && Path.GetExtension(path) is ".zip" or ".jar")
        {
            return new FunctionCode { ZipPath = path };
        }

        context.Properties.Fault(
            "Code",
            File.Exists(path) ? $"The code {name} is neither a folder nor a zip file." : $"The code {name} is not there.",
            "Name a folder or a zip file, relative to the template.");
        return null;
    }

    // A made up name must fit, and two long ids that begin alike must stay two.
    private static string Shortened(string name) =>
        name.Length <= 64 ? name : $"{name[..51]}-{Operations.Identifiers.Next(12, static _ => false, "function", name)}";
}
