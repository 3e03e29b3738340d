// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::RestApi</c>, empty or from an OpenAPI body.</summary>
internal static class RestApiResource
{
    private static readonly ObjectKind s_endpoint = new(
        "the endpoint configuration",
        "Types IpAddressType",
        "",
        ("VpcEndpointIds", Fate.Refused("private endpoints", "Remove it.", "")));

    private static readonly ObjectKind s_properties = new(
        "the REST API",
        "Name Description Body BodyS3Location BinaryMediaTypes ApiKeySourceType EndpointConfiguration",
        "Tags FailOnWarnings Parameters",
        ("CloneFrom", Fate.Refused("copies of other APIs", "Give the API a Body.")),
        ("DisableExecuteApiEndpoint", Fate.Refused("custom domain names, without which the API could not be reached", "Remove it.", "false")),
        ("EndpointAccessMode", Fate.Refused("endpoint access modes", "Remove it.", "BASIC")),
        ("MinimumCompressionSize", Fate.Refused("compression", "Remove it; compress in the back end or in front of Foregate.")),
        ("Mode", Fate.Refused("bodies that are merged into what was there", "Use overwrite, or remove it.", "overwrite")),
        ("Policy", Fate.Refused("resource policies", "Remove the policy, and restrict access in front of Foregate until then.")),
        ("SecurityPolicy", Fate.Refused("security policies of endpoints", "Remove it.", "TLS_1_0", "TLS_1_2")));

    public static ResourceType Type { get; } = new("AWS::ApiGateway::RestApi", s_properties, [], Create)
    {
        Delete = static removal => removal.Apply(account => RestApis.DeleteRestApi(account, removal.PhysicalId)),
        Place = static resource => $"/restapis/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var endpoint = ReadEndpoint(context);
        var name = properties.Text("Name");
        if (context.Run.Reading.HasFaultIn(context.Resource.Path))
        {
            return null;
        }

        var hasBody = properties.Has("Body") || properties.Has("BodyS3Location");
        if (!hasBody && name is null)
        {
            properties.Fault("Name", "A REST API without a Body needs a Name.", "Name it.");
            return null;
        }

        var id = hasBody ? ApiBody.Make(context, ApiKind.Rest) : Empty(context, name!, endpoint);
        if (id is null)
        {
            return null;
        }

        var update = new RestApis.UpdateRestApiRequest
        {
            Name = name,
            Description = properties.Text("Description"),
            BinaryMediaTypes = properties.Has("BinaryMediaTypes") ? Unescaped(properties.Texts("BinaryMediaTypes")) : null,
            ApiKeySource = properties.Has("ApiKeySourceType")
                ? context.Choice(properties, "ApiKeySourceType", ApiKeySourceType.Header, ("HEADER", ApiKeySourceType.Header))
                : null,
            EndpointConfiguration = endpoint,
        };
        return context.Apply(account => RestApis.UpdateRestApi(account, id, update)) is { } api
            ? new ResourceValue(id, ("RootResourceId", api.RootResourceId), ("RestApiId", id))
            : null;
    }

    private static string? Empty(ResourceContext context, string name, EndpointConfiguration? endpoint)
    {
        var request = new RestApis.CreateRestApiRequest { Name = name, EndpointConfiguration = endpoint ?? new EndpointConfiguration() };
        return context.Apply(account => RestApis.CreateRestApi(account, request, context.Operations))?.Id;
    }

    private static EndpointConfiguration? ReadEndpoint(ResourceContext context)
    {
        if (context.Properties.Object("EndpointConfiguration", s_endpoint) is not { } section)
        {
            return null;
        }

        var types = ImmutableArray.CreateBuilder<EndpointType>();
        foreach (var type in section.Texts("Types"))
        {
            switch (type)
            {
                case "REGIONAL":
                    types.Add(EndpointType.Regional);
                    break;
                case "EDGE":
                    types.Add(EndpointType.Edge);
                    break;
                case "PRIVATE":
                    section.Fault("Types", "Private endpoints are not done by Foregate yet.", "Use REGIONAL.");
                    break;
                default:
                    section.Fault("Types", $"There is no endpoint type \"{type}\".", "Use REGIONAL or EDGE.");
                    break;
            }
        }

        return new EndpointConfiguration { Types = types.Count == 0 ? [EndpointType.Edge] : types.ToImmutable(), IpAddressType = section.Text("IpAddressType") ?? "ipv4" };
    }

    // CloudFormation writes image~1png, as patch paths do.
    private static ImmutableArray<string> Unescaped(ImmutableArray<string> types) => [.. types.Select(type => type.Replace("~1", "/", StringComparison.Ordinal))];
}
