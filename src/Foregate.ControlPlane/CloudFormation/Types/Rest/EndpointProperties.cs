// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary>The <c>EndpointConfiguration</c> of APIs and domain names.</summary>
internal static class EndpointProperties
{
    private static readonly ObjectKind s_api = new("the endpoint configuration", "IpAddressType Types VpcEndpointIds");

    private static readonly ObjectKind s_domain = new("the endpoint configuration", "IpAddressType Types");

    /// <summary>Of an API; <see langword="null"/> where it is not said.</summary>
    /// <param name="before">What holds for members that are not said.</param>
    public static EndpointConfiguration? OfApi(ResourceContext context, EndpointConfiguration before) => Read(context, s_api, before);

    /// <summary>Of a domain name.</summary>
    public static EndpointConfiguration OfDomain(ResourceContext context, EndpointType otherwise)
    {
        var before = new EndpointConfiguration { Types = [otherwise] };
        return Read(context, s_domain, before) ?? before;
    }

    private static EndpointConfiguration? Read(ResourceContext context, ObjectKind kind, EndpointConfiguration before)
    {
        if (context.Properties.Object("EndpointConfiguration", kind) is not { } section)
        {
            return null;
        }

        var types = ImmutableArray.CreateBuilder<EndpointType>();
        foreach (var word in section.Texts("Types"))
        {
            if (ExtensionWords.EndpointTypes.Read(word) is { } type)
            {
                types.Add(type);
            }
            else
            {
                section.Fault("Types", $"There is no endpoint type \"{word}\".", "Use REGIONAL, EDGE or PRIVATE.");
            }
        }

        var address = section.Text("IpAddressType");
        if (address is not (null or "ipv4" or "dualstack"))
        {
            section.Fault("IpAddressType", "Invalid ipAddressType specified. Valid options are ipv4,dualstack.", "Use ipv4 or dualstack.");
        }

        var said = section.Has("Types") && types.Count == section.Items("Types")?.Count ? types.ToImmutable() : before.Types;
        return new EndpointConfiguration
        {
            Types = said,

            // Private APIs are reached over both families.
            IpAddressType = address ?? (said is [EndpointType.Private] && kind == s_api ? "dualstack" : before.IpAddressType),
            VpcEndpointIds = kind == s_api && section.Has("VpcEndpointIds") ? section.Texts("VpcEndpointIds") : before.VpcEndpointIds,
        };
    }
}
