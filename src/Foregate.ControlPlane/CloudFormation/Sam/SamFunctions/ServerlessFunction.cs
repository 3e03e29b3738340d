// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;

/// <summary><c>AWS::Serverless::Function</c>: the function, its role, version, alias and URL, where its asynchronous results go, and what its events make.</summary>
internal static class ServerlessFunction
{
    private static readonly string[] s_passed =
    [
        "Handler", "Runtime", "Description", "MemorySize", "Timeout", "VpcConfig", "Role", "Environment", "KmsKeyArn", "ReservedConcurrentExecutions", "Layers",
        "FileSystemConfigs", "ImageConfig", "PackageType", "Architectures", "SnapStart", "EphemeralStorage", "CodeSigningConfigArn", "RuntimeManagementConfig",
        "LoggingConfig", "TenancyConfig", "RecursiveLoop", "DurableConfig", "PublishToLatestPublished",
    ];

    public static SamType Type { get; } = new(
        new SamProperties(
            SamNames.Function,
            "FunctionName=text|map Handler Runtime CodeUri ImageUri PackageType InlineCode DeadLetterQueue=map Description MemorySize Timeout VpcConfig Role=text"
            + " AssumeRolePolicyDocument=map Policies=text|map|texts RolePath PermissionsBoundary=text Environment=maps Events=maps Tags=map PropagateTags=bool"
            + " Tracing=map|text KmsKeyArn DeploymentPreference=map ReservedConcurrentExecutions Layers=texts EventInvokeConfig=map EphemeralStorage"
            + " AutoPublishAlias=text AutoPublishCodeSha256=text AutoPublishAliasAllProperties==bool VersionDescription ProvisionedConcurrencyConfig"
            + " FileSystemConfigs ImageConfig CodeSigningConfigArn Architectures SnapStart=map FunctionUrlConfig=map RuntimeManagementConfig LoggingConfig"
            + " RecursiveLoop SourceKMSKeyArn CapacityProviderConfig=map FunctionScalingConfig=map VersionDeletionPolicy=Delete|Retain PublishToLatestPublished"
            + " TenancyConfig DurableConfig=map"),
        Transform,
        ("Alias", "AWS::Lambda::Alias"),
        ("Version", "AWS::Lambda::Version"),
        ("DestinationTopic", "AWS::SNS::Topic"),
        ("DestinationQueue", "AWS::SQS::Queue"));

    private static List<SamResource> Transform(SamRun run, SamResource resource)
    {
        FunctionRules.Check(resource);
        var function = Function(run, resource);
        var made = new List<SamResource> { function };
        var alias = resource["AutoPublishAlias"] is { IsTruthy: true } name ? FunctionVersion.Publish(run, resource, function, name, made) : null;
        FunctionUrl.Add(resource, function, alias, made);
        Deployments.Add(run, resource, alias);
        var documents = SamNode.List();
        if (resource["DeadLetterQueue"] is { IsTruthy: true } queue)
        {
            documents.Items.Add(PolicyDocuments.DeadLetterQueue(FunctionRules.DeadLetterAction(queue), queue["TargetArn"]!));
        }

        if (resource["EventInvokeConfig"] is { IsTruthy: true } invoked)
        {
            EventInvoke.Add(run, resource, function, alias, invoked, made, documents);
        }

        var role = Role(run, resource, documents);
        GiveRole(run, resource, function, role, made);
        FunctionEvents.Add(run, resource, alias ?? function, role, made);
        Tags.Propagate(made, resource["Tags"], resource["PropagateTags"]);
        return made;
    }

    private static SamResource Function(SamRun run, SamResource resource)
    {
        var function = new SamResource(resource.LogicalId, "AWS::Lambda::Function", resource.Attributes) { DependsOn = resource.DependsOn, Place = resource.Place };
        function["FunctionName"] = resource["FunctionName"] is { IsTruthy: true } name ? name : null;
        foreach (var property in s_passed)
        {
            function[property] = resource[property];
        }

        function["Code"] = Code(resource);
        function["Tags"] = Tags.WithSam(resource, resource["Tags"]);
        if (IsTraced(run, resource))
        {
            function["TracingConfig"] = SamNode.Map(("Mode", resource["Tracing"]));
        }

        if (resource["DeadLetterQueue"] is { IsTruthy: true } queue)
        {
            function["DeadLetterConfig"] = SamNode.Map(("TargetArn", queue["TargetArn"])).At(queue);
        }

        if (resource["CapacityProviderConfig"] is { IsTruthy: true } capacity)
        {
            function["CapacityProviderConfig"] = FunctionRules.Capacity(capacity);
        }

        if (resource["FunctionScalingConfig"] is { IsTruthy: true } scaling)
        {
            function["FunctionScalingConfig"] = scaling;
        }

        FunctionRules.CheckPackage(function);
        return function;
    }

    private static SamNode Code(SamResource resource)
    {
        var package = resource["PackageType"] is { IsTruthy: true } given ? given : "Zip";
        SamNode code;
        switch (package)
        {
            case { IsText: true, Text: "Zip" } when resource["InlineCode"] is { } inline:
                code = SamNode.Map(("ZipFile", inline)).At(inline);
                break;
            case { IsText: true, Text: "Zip" } when resource["CodeUri"] is { } uri:
                code = CodeLocation.Of(uri, "CodeUri");
                break;
            case { IsText: true, Text: "Zip" }:
                throw new SamRefusal(resource.Place, "Either 'InlineCode' or 'CodeUri' must be set.", "Write one of them.");
            case { IsText: true, Text: "Image" }:
                return resource["ImageUri"] is { IsTruthy: true } image
                    ? SamNode.Map(("ImageUri", image)).At(image)
                    : throw new SamRefusal(resource.Place, "'ImageUri' must be set.", "Write it.");
            default:
                throw new SamRefusal(package, $"invalid 'PackageType' : {package.Text}.", "Write Zip or Image.");
        }

        if (resource["SourceKMSKeyArn"] is { IsTruthy: true } key && code.IsMap)
        {
            code.Set("SourceKMSKeyArn", key);
        }

        return code;
    }

    private static bool IsTraced(SamRun run, SamResource resource) =>
        resource["Tracing"] is { IsTruthy: true } tracing && run.Resolve(tracing) is not { IsText: true, Text: "Disabled" };

    private static SamResource Role(SamRun run, SamResource resource, SamNode documents)
    {
        var managed = SamNode.List(Arn("service-role/", resource["DurableConfig"] is { IsTruthy: true } ? "AWSLambdaBasicDurableExecutionRolePolicy" : "AWSLambdaBasicExecutionRole"));
        if (IsTraced(run, resource))
        {
            managed.Items.Add(Arn("", run.Partition == "aws" ? "AWSXrayWriteOnlyAccess" : "AWSXRayDaemonWriteAccess"));
        }

        if (resource["VpcConfig"] is { IsTruthy: true })
        {
            managed.Items.Add(Arn("service-role/", "AWSLambdaVPCAccessExecutionRole"));
        }

        var assumedBy = resource["AssumeRolePolicyDocument"] ?? PolicyDocuments.AssumedBy("lambda");
        return ExecutionRole.Make(run, resource, assumedBy, managed, documents, Tags.WithSam(resource, resource["Tags"]));

        SamNode Arn(string path, string name) => ManagedPolicies.Arn(path, name, run.Partition);
    }

    /// <summary>The function has the role that it names; one that is made stands in where it names none, or a condition leaves it out.</summary>
    private static void GiveRole(SamRun run, SamResource resource, SamResource function, SamResource role, List<SamResource> made)
    {
        if (function["Role"] is not { } given)
        {
            function["Role"] = role.GetAtt("Arn");
            made.Add(role);
            return;
        }

        if (!Intrinsic.IsIf(given))
        {
            return;
        }

        var (condition, then, otherwise) = Intrinsic.If(run.Resolve(given), "Role");
        var (isFirst, isSecond) = (Intrinsic.IsNoValue(then), Intrinsic.IsNoValue(otherwise));
        if (!isFirst && !isSecond)
        {
            return;
        }

        made.Add(role);
        if (isFirst && isSecond)
        {
            function["Role"] = role.GetAtt("Arn");
        }
        else if (isFirst)
        {
            function["Role"] = SamNode.If(condition, role.GetAtt("Arn"), otherwise).At(given);
            role.Attributes.Set("Condition", condition);
        }
        else
        {
            var opposite = $"NOT{condition.Text}";
            function["Role"] = SamNode.If(condition, then, role.GetAtt("Arn")).At(given);
            role.Attributes.Set("Condition", opposite);
            run.AddCondition(opposite, SamNode.Map(("Fn::Not", SamNode.List(SamNode.Map(("Condition", condition))))).At(given));
        }
    }
}
