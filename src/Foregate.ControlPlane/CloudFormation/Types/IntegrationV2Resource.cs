// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::ApiGatewayV2::Integration</c>.</summary>
internal static class IntegrationV2Resource
{
    private static readonly ObjectKind s_responses = ObjectKind.Map("the response parameters");

    private static readonly ObjectKind s_response = new("the response parameters", "ResponseParameters");

    private static readonly ObjectKind s_entry = new("the response parameter", "Source Destination");

    private static readonly ObjectKind s_properties = new(
        "the integration",
        "ApiId IntegrationType Description IntegrationMethod IntegrationUri PayloadFormatVersion RequestParameters ResponseParameters TimeoutInMillis",
        "PassthroughBehavior",
        ("ConnectionId", Fate.Refused("VPC links", "Remove it, and use an address that this machine can reach.")),
        ("ConnectionType", Fate.Refused("VPC links", "Use INTERNET with an address that this machine can reach.", "INTERNET")),
        ("ContentHandlingStrategy", Fate.Refused("WebSocket APIs", "Remove it.")),
        ("CredentialsArn", Fate.Refused("credentials of integrations", "Remove it.")),
        ("IntegrationSubtype", Fate.Refused("integrations with AWS services", "Use an HTTP_PROXY integration.")),
        ("RequestTemplates", Fate.Foreign("is nothing that HTTP APIs have", "Remove it.")),
        ("TemplateSelectionExpression", Fate.Refused("WebSocket APIs", "Remove it.")),
        ("TlsConfig", Fate.Refused("TLS settings of integrations", "Remove it; certificates are verified.")));

    public static ResourceType Type { get; } = new("AWS::ApiGatewayV2::Integration", s_properties, ["ApiId", "IntegrationType"], Create)
    {
        Delete = static removal => removal.Apply(account => Integrations.DeleteIntegration(account, removal.Text("ApiId"), removal.PhysicalId, removal.Operations)),
        Place = static resource => $"/apis/{resource.Text("ApiId")}/integrations/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("ApiId") ?? "";
        var type = context.Choice(properties, "IntegrationType", IntegrationType.HttpProxy, ("HTTP_PROXY", IntegrationType.HttpProxy), ("AWS_PROXY", IntegrationType.AwsProxy));
        var request = new Integrations.CreateIntegrationRequest
        {
            IntegrationType = type,
            Description = properties.Text("Description"),
            IntegrationMethod = properties.Text("IntegrationMethod") ?? (type == IntegrationType.AwsProxy ? "POST" : null),
            IntegrationUri = properties.Text("IntegrationUri"),
            PayloadFormatVersion = properties.Text("PayloadFormatVersion") ?? "1.0",
            RequestParameters = properties.TextMap("RequestParameters"),
            ResponseParameters = ReadResponseParameters(context),
            TimeoutInMillis = properties.Integer("TimeoutInMillis"),
        };
        if (Integrations.CheckRequestParameters(type, request.RequestParameters) is { } unserved && type == IntegrationType.AwsProxy)
        {
            properties.Fault("RequestParameters", unserved.Message, "Remove them.");
        }

        if (context.Run.Reading.HasFaultIn(context.Resource.Path)
            || context.Apply(account => Integrations.CreateIntegration(account, api, request, context.Operations)) is not { } integration)
        {
            return null;
        }

        return new ResourceValue(integration.IntegrationId, ("IntegrationId", integration.IntegrationId));
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
