// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Types.Http;
using Foregate.ControlPlane.CloudFormation.Types.Lambda;
using Foregate.ControlPlane.CloudFormation.Types.Rest;
using Foregate.ControlPlane.CloudFormation.Types.Ssm;
using Foregate.ControlPlane.CloudFormation.Types.Stacks;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary>The types of resources that are made here, and those that are refused.</summary>
internal static class ResourceTypes
{
    public static FrozenDictionary<string, ResourceType> All { get; } = new[]
    {
        AccountResource.Type,
        ApiKeyResource.Type,
        AuthorizerResource.Type,
        BasePathMappingResource.Type,
        BasePathMappingV2Resource.Type,
        ClientCertificateResource.Type,
        DeploymentResource.Type,
        DocumentationPartResource.Type,
        DocumentationVersionResource.Type,
        DomainNameResource.Type,
        DomainNameAccessAssociationResource.Type,
        PrivateDomainNameResource.Type,
        GatewayResponseResource.Type,
        MethodResource.Type,
        ModelResource.Type,
        RequestValidatorResource.Type,
        ResourceResource.Type,
        RestApiResource.Type,
        StageResource.Type,
        UsagePlanKeyResource.Type,
        UsagePlanResource.Type,
        VpcLinkResource.Type,
        ApiMappingV2Resource.Type,
        ApiV2Resource.Type,
        AuthorizerV2Resource.Type,
        DeploymentV2Resource.Type,
        DomainNameV2Resource.Type,
        IntegrationResponseV2Resource.Type,
        IntegrationV2Resource.Type,
        ManagedOverridesResource.Type,
        ModelV2Resource.Type,
        RouteResponseV2Resource.Type,
        RouteV2Resource.Type,
        RoutingRuleV2Resource.Type,
        StageV2Resource.Type,
        VpcLinkV2Resource.Type,
        NestedStackResource.Type,
        WaitConditionHandleResource.Type,
        WaitConditionResource.Type,
        ParameterResource.Type,
        AliasResource.Type,
        FunctionResource.Type,
        PermissionResource.Type,
        VersionResource.Type,
    }.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    // What would change how requests are answered, and is not built yet.
    private static readonly FrozenDictionary<string, string> s_missing = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS::ApiGatewayV2::Portal"] = "developer portals",
        ["AWS::ApiGatewayV2::PortalProduct"] = "developer portals",
        ["AWS::ApiGatewayV2::ProductPage"] = "developer portals",
        ["AWS::ApiGatewayV2::ProductRestEndpointPage"] = "developer portals",
        ["AWS::WAFv2::WebACLAssociation"] = "web ACLs",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ResourceType? Find(string type) => All.GetValueOrDefault(type);

    /// <summary>Why a type is refused; <see langword="null"/> for what is known by name only.</summary>
    public static (string Cause, string Cure)? Refusal(string type)
    {
        if (s_missing.TryGetValue(type, out var missing))
        {
            return ($"would need {missing}, which Foregate does not do yet", "Remove it, or put a condition on it that does not hold here.");
        }

        return type switch
        {
            "AWS::Serverless::Application" => ("is a nested application, which Foregate does not read", "Write an AWS::CloudFormation::Stack."),
            "AWS::CloudFormation::CustomResource" => null,
            "AWS::CloudFormation::Macro" => ("is a macro, which Foregate cannot run", "Write out what it would give."),
            "AWS::CloudFormation::StackSet" => ("makes stacks in other accounts and regions, which Foregate does not do", "Deploy them one by one."),
            _ when type.StartsWith("AWS::CloudFormation::", StringComparison.Ordinal) || type.EndsWith("::MODULE", StringComparison.Ordinal) =>
                ("extends CloudFormation itself (types, modules, hooks), which Foregate does not do", "Remove it, or put a condition on it that does not hold here."),
            _ when type.StartsWith("AWS::Serverless::", StringComparison.Ordinal) => SamRefusal(type),
            _ when type.StartsWith("AWS::ApiGateway", StringComparison.Ordinal) => ("is no type that API Gateway has", "Check its spelling."),
            _ when !type.Contains("::", StringComparison.Ordinal) => ("is no resource type", "Write a type such as AWS::Serverless::Function."),
            _ => null,
        };
    }

    private static (string, string) SamRefusal(string type) => type switch
    {
        "AWS::Serverless::Function" or "AWS::Serverless::Api" or "AWS::Serverless::HttpApi" or "AWS::Serverless::WebSocketApi" => ("is SAM's, whose transform the template does not name", "Write Transform: AWS::Serverless-2016-10-31."),
        _ => ("is not transformed by Foregate", "Remove it, or write the CloudFormation resources that it stands for."),
    };
}
