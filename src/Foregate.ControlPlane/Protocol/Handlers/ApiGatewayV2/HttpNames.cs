// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;
using AuthorizationType = Foregate.Definitions.ApiGatewayV2.AuthorizationType;
using AuthorizerType = Foregate.Definitions.ApiGatewayV2.AuthorizerType;
using IntegrationType = Foregate.Definitions.ApiGatewayV2.IntegrationType;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>What several resources of the second interface write and read alike: names of closed lists, and maps.</summary>
internal static class HttpNames
{
    public static readonly WireNames<ProtocolType> Protocols = new((ProtocolType.Http, "HTTP"), (ProtocolType.WebSocket, "WEBSOCKET"));

    public static readonly WireNames<AuthorizationType> Authorizations = new(
        (AuthorizationType.None, "NONE"), (AuthorizationType.AwsIam, "AWS_IAM"), (AuthorizationType.Custom, "CUSTOM"), (AuthorizationType.Jwt, "JWT"));

    public static readonly WireNames<AuthorizerType> Authorizers = new((AuthorizerType.Request, "REQUEST"), (AuthorizerType.Jwt, "JWT"));

    public static readonly WireNames<IntegrationType> Integrations = new(
        (IntegrationType.HttpProxy, "HTTP_PROXY"), (IntegrationType.AwsProxy, "AWS_PROXY"), (IntegrationType.Aws, "AWS"), (IntegrationType.Http, "HTTP"), (IntegrationType.Mock, "MOCK"));

    public static readonly WireNames<ConnectionType> Connections = new((ConnectionType.Internet, "INTERNET"), (ConnectionType.VpcLink, "VPC_LINK"));

    public static readonly WireNames<ContentHandling> ContentHandlings = new(
        (ContentHandling.ConvertToBinary, "CONVERT_TO_BINARY"), (ContentHandling.ConvertToText, "CONVERT_TO_TEXT"));

    public static readonly WireNames<PassthroughBehavior> Passthroughs = new(
        (PassthroughBehavior.WhenNoMatch, "WHEN_NO_MATCH"), (PassthroughBehavior.WhenNoTemplates, "WHEN_NO_TEMPLATES"), (PassthroughBehavior.Never, "NEVER"));

    /// <summary>Which parameters are required; <see langword="null"/> when nothing is said.</summary>
    public static ImmutableSortedDictionary<string, bool>? ReadParameters(WireValue? said)
    {
        if (said is null)
        {
            return null;
        }

        var parameters = OrdinalMap.Empty<bool>().ToBuilder();
        foreach (var (name, constraints) in said.Entries)
        {
            parameters[name] = constraints.GetBoolean("Required") ?? false;
        }

        return parameters.ToImmutable();
    }

    public static WireValue? Parameters(ImmutableSortedDictionary<string, bool> parameters) => parameters.IsEmpty
        ? null
        : WireValue.Map(parameters.Select(static parameter => KeyValuePair.Create(parameter.Key, WireValue.Structure(("Required", parameter.Value)))));

    /// <summary>Absent when there is none.</summary>
    public static WireValue? Texts(ImmutableSortedDictionary<string, string> map) => map.IsEmpty ? null : WireValue.Map(map);

    /// <summary>Absent when there is none.</summary>
    public static WireValue? Texts(IReadOnlyCollection<string> list) => list.Count == 0 ? null : WireValue.List(list);
}
