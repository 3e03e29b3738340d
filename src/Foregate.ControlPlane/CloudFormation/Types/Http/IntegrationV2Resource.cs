// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Integration = Foregate.Definitions.ApiGatewayV2.Integration;
using IntegrationType = Foregate.Definitions.ApiGatewayV2.IntegrationType;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::Integration</c>.</summary>
internal static class IntegrationV2Resource
{
    private static readonly ObjectKind s_responses = ObjectKind.Map("the response parameters");

    private static readonly ObjectKind s_response = new("the response parameters", "ResponseParameters");

    private static readonly ObjectKind s_entry = new("the response parameter", "Source Destination");

    private static readonly ObjectKind s_tls = new("the TLS configuration", "ServerNameToVerify");

    private static readonly ObjectKind s_properties = new(
        "the integration",
        "ApiId IntegrationType Description IntegrationMethod IntegrationUri PayloadFormatVersion RequestParameters ResponseParameters TimeoutInMillis ConnectionId ConnectionType"
        + " ContentHandlingStrategy CredentialsArn IntegrationSubtype PassthroughBehavior RequestTemplates TemplateSelectionExpression TlsConfig");

    public static ResourceType Type { get; } = new("AWS::ApiGatewayV2::Integration", s_properties, ["ApiId", "IntegrationType"], Create)
    {
        Replacing = ["ApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Integrations.DeleteIntegration(account, removal.Text("ApiId"), removal.PhysicalId, removal.Operations)),
        Read = Read,
        Place = static resource => $"/apis/{resource.Text("ApiId")}/integrations/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (api, request) = Said(context);
        return Value(context.Apply(account => Integrations.CreateIntegration(account, api, request, context.Operations)));
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (api, request) = Said(context);
        return Value(context.Apply(account => Integrations.ReplaceIntegration(account, api, context.PhysicalId, request, context.Operations)));
    }

    private static (string Api, Integrations.CreateIntegrationRequest Request) Said(ResourceContext context)
    {
        var properties = context.Properties;
        return (properties.Text("ApiId") ?? "", new Integrations.CreateIntegrationRequest
        {
            IntegrationType = context.Choice(
                properties,
                "IntegrationType",
                IntegrationType.HttpProxy,
                ("HTTP_PROXY", IntegrationType.HttpProxy),
                ("AWS_PROXY", IntegrationType.AwsProxy),
                ("AWS", IntegrationType.Aws),
                ("HTTP", IntegrationType.Http),
                ("MOCK", IntegrationType.Mock)),
            Description = properties.Text("Description"),
            IntegrationMethod = properties.Text("IntegrationMethod"),
            IntegrationUri = properties.Text("IntegrationUri"),
            PayloadFormatVersion = properties.Text("PayloadFormatVersion") ?? "1.0",
            RequestParameters = properties.TextMap("RequestParameters"),
            ResponseParameters = ReadResponseParameters(context),
            TimeoutInMillis = properties.Integer("TimeoutInMillis"),
            ConnectionType = context.Choice(properties, "ConnectionType", ConnectionType.Internet, ("INTERNET", ConnectionType.Internet), ("VPC_LINK", ConnectionType.VpcLink)),
            ConnectionId = properties.Text("ConnectionId"),
            ContentHandlingStrategy = HttpProperties.Handling(context),
            CredentialsArn = properties.Text("CredentialsArn"),
            IntegrationSubtype = properties.Text("IntegrationSubtype"),
            PassthroughBehavior = context.Choice<PassthroughBehavior?>(
                properties,
                "PassthroughBehavior",
                null,
                ("WHEN_NO_MATCH", PassthroughBehavior.WhenNoMatch),
                ("WHEN_NO_TEMPLATES", PassthroughBehavior.WhenNoTemplates),
                ("NEVER", PassthroughBehavior.Never)),
            RequestTemplates = properties.TextMap("RequestTemplates"),
            TemplateSelectionExpression = properties.Text("TemplateSelectionExpression"),
            ServerNameToVerify = properties.Object("TlsConfig", s_tls)?.Text("ServerNameToVerify"),
        });
    }

    private static ResourceValue? Value(Integration? integration) =>
        integration is null ? null : new ResourceValue(integration.IntegrationId, ("IntegrationId", integration.IntegrationId));

    private static string? Read(Account account, DeployedResource resource)
    {
        var integration = account.Apis.GetValueOrDefault(resource.Text("ApiId"))?.Integrations.GetValueOrDefault(resource.PhysicalId);
        return OwnDefinition.Of(
            integration is null ? null : integration with { IntegrationResponses = integration.IntegrationResponses.Clear() }, DefinitionJson.WriteApiGatewayV2IntegrationRow);
    }

    // {status: {ResponseParameters: [{Source, Destination}]}}, where operations take {status: {destination: source}}.
    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ReadResponseParameters(ResourceContext context)
    {
        var result = OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>();
        if (context.Properties.Object("ResponseParameters", s_responses) is not { } map)
        {
            return result;
        }

        foreach (var entry in map.Entries())
        {
            var parameters = OrdinalMap.Empty<string>();
            var path = map.PathOf(entry.Key);
            var section = Section.Open(context.Run.Reading, entry.Value, path, s_response);
            var items = section?.Items("ResponseParameters") ?? [];
            for (var i = 0; i < items.Count; i++)
            {
                if (Section.Open(context.Run.Reading, items[i], DocumentPath.Append($"{path}/ResponseParameters", i), s_entry) is { } item
                    && item.Text("Destination") is { } destination && item.Text("Source") is { } source)
                {
                    parameters = parameters.SetItem(destination, source);
                }
            }

            result = result.SetItem(entry.Key, parameters);
        }

        return result;
    }
}
