// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;
using AccessLogSettings = Foregate.Definitions.ApiGatewayV2.AccessLogSettings;
using AuthorizationType = Foregate.Definitions.ApiGatewayV2.AuthorizationType;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary>What several types of the second interface say alike.</summary>
internal static class HttpProperties
{
    private static readonly ObjectKind s_parameters = ObjectKind.Map("the parameters");

    private static readonly ObjectKind s_constraints = new("the parameter's constraints", "Required");

    private static readonly ObjectKind s_settings = new("the route settings", "ThrottlingBurstLimit ThrottlingRateLimit DataTraceEnabled DetailedMetricsEnabled LoggingLevel");

    private static readonly ObjectKind s_settingsMap = ObjectKind.Map("the route settings");

    private static readonly ObjectKind s_accessLog = new("the access log settings", "Format DestinationArn");

    /// <summary><c>{name: {Required: true}}</c>; a truth value alone says the same.</summary>
    public static ImmutableSortedDictionary<string, bool> Parameters(ResourceContext context, string property)
    {
        var parameters = OrdinalMap.Empty<bool>();
        if (context.Properties.Object(property, s_parameters) is not { } map)
        {
            return parameters;
        }

        foreach (var entry in map.Entries())
        {
            var isRequired = entry.Value.Kind == NodeKind.Mapping
                ? Section.Open(context.Run.Reading, entry.Value, map.PathOf(entry.Key), s_constraints)?.Boolean("Required")
                : map.Boolean(entry.Key);
            parameters = parameters.SetItem(entry.Key, isRequired ?? false);
        }

        return parameters;
    }

    /// <summary>The stack's, and those of the resource, which win.</summary>
    public static ImmutableSortedDictionary<string, string> Tags(ResourceContext context) => context.StackTags.SetItems(context.Properties.TextMap("Tags"));

    public static AuthorizationType Authorization(ResourceContext context, Section section) => context.Choice(
        section,
        "AuthorizationType",
        AuthorizationType.None,
        ("NONE", AuthorizationType.None),
        ("AWS_IAM", AuthorizationType.AwsIam),
        ("CUSTOM", AuthorizationType.Custom),
        ("JWT", AuthorizationType.Jwt));

    public static ContentHandling? Handling(ResourceContext context) => context.Choice<ContentHandling?>(
        context.Properties, "ContentHandlingStrategy", null, ("CONVERT_TO_BINARY", ContentHandling.ConvertToBinary), ("CONVERT_TO_TEXT", ContentHandling.ConvertToText));

    public static RouteSettings DefaultRouteSettings(Section section) => section.Object("DefaultRouteSettings", s_settings) is { } all ? Settings(all) : new RouteSettings();

    /// <summary>By route key.</summary>
    public static ImmutableSortedDictionary<string, RouteSettings> AllRouteSettings(ResourceContext context, Section section)
    {
        var settings = OrdinalMap.Empty<RouteSettings>();
        foreach (var entry in section.Object("RouteSettings", s_settingsMap) is { } map ? map.Entries() : [])
        {
            if (Section.Open(context.Run.Reading, entry.Value, DocumentPath.Append(section.PathOf("RouteSettings"), entry.Key), s_settings) is { } one)
            {
                settings = settings.SetItem(entry.Key, Settings(one));
            }
        }

        return settings;
    }

    public static AccessLogSettings? AccessLog(Section section) => section.Object("AccessLogSettings", s_accessLog) is { } log
        ? new AccessLogSettings { Format = log.Text("Format"), DestinationArn = log.Text("DestinationArn") }
        : null;

    /// <summary>The texts of a list, or of a single text.</summary>
    public static ImmutableArray<string> Texts(Section section, string property) =>
        section.Node(property) is { Kind: NodeKind.String } ? [section.Text(property)!] : section.Texts(property);

    private static RouteSettings Settings(Section section) => new()
    {
        ThrottlingBurstLimit = section.Integer("ThrottlingBurstLimit"),
        ThrottlingRateLimit = section.Number("ThrottlingRateLimit"),
        DataTraceEnabled = section.Boolean("DataTraceEnabled"),
        DetailedMetricsEnabled = section.Boolean("DetailedMetricsEnabled"),
        LoggingLevel = section.Text("LoggingLevel"),
    };
}
