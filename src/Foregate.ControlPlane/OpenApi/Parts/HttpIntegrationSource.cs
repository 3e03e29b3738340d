// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;
using ConnectionType = Foregate.Definitions.ApiGateway.ConnectionType;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>An <c>x-amazon-apigateway-integration</c> of an HTTP API, read into the request that creates it.</summary>
internal sealed record HttpIntegrationSource
{
    public required SourceLocation Location { get; init; }

    public required string DocumentPath { get; init; }

    public required Integrations.CreateIntegrationRequest Request { get; init; }

    /// <summary><see langword="null"/> after a fault.</summary>
    public static HttpIntegrationSource? Read(ImportRun run, OperationSource operation)
    {
        var reading = run.Reading;
        var extension = operation.Section.Node(OperationSource.IntegrationExtension)!;
        if (reading.Resolve(extension, operation.Section.PathOf(OperationSource.IntegrationExtension)) is not { } target
            || Section.Open(reading, target.Node, target.Path, ObjectKinds.HttpIntegration) is not { } section)
        {
            return null;
        }

        var type = ReadType(section);
        var subtype = section.Text("integrationSubtype");
        var isPrivate = ReadConnectionType(section);
        var request = new Integrations.CreateIntegrationRequest
        {
            IntegrationType = type ?? IntegrationType.HttpProxy,
            IntegrationSubtype = subtype,
            Description = section.Text("description"),
            IntegrationMethod = subtype is null ? section.Text("httpMethod")?.ToUpperInvariant() : null,
            IntegrationUri = subtype is null ? section.Text("uri") : null,
            PayloadFormatVersion = Format(section.Text("payloadFormatVersion")),
            RequestParameters = ReadRequestParameters(reading, section, subtype is not null),
            ResponseParameters = ReadResponseParameters(reading, section),
            TimeoutInMillis = section.Integer("timeoutInMillis"),
            CredentialsArn = section.Text("credentials"),
            ConnectionType = isPrivate ? ConnectionType.VpcLink : ConnectionType.Internet,
            ConnectionId = section.Text("connectionId"),
            ServerNameToVerify = section.Object("tlsConfig", ObjectKinds.HttpTlsConfig)?.Text("serverNameToVerify"),
        };
        if (type is not { } known)
        {
            return null;
        }

        if (subtype is null)
        {
            run.Check(section, "httpMethod", Integrations.CheckMethod(known, request.IntegrationMethod));
            run.Check(section, "uri", isPrivate ? null : Integrations.CheckUri(known, request.IntegrationUri));
            run.Check(section, "payloadFormatVersion", Integrations.CheckPayloadFormatVersion(known, request.PayloadFormatVersion));
        }

        run.Check(section, "timeoutInMillis", Integrations.CheckTimeout(request.TimeoutInMillis, run.Operations));
        return new HttpIntegrationSource { Location = section.Location, DocumentPath = section.Path, Request = request };
    }

    /// <summary>The integration that <c>--upstream</c> gives an operation that has none.</summary>
    public static HttpIntegrationSource Proxy(Upstream upstream, OperationSource operation, bool isDefaultRoute) => new()
    {
        Location = operation.Location,
        DocumentPath = operation.DocumentPath,
        Request = new Integrations.CreateIntegrationRequest
        {
            IntegrationType = IntegrationType.HttpProxy,
            IntegrationMethod = operation.HttpMethod,
            IntegrationUri = isDefaultRoute ? upstream.Root : upstream.For(operation.Path),
        },
    };

    private static IntegrationType? ReadType(Section section)
    {
        if (!section.Has("type"))
        {
            section.Fault("type", "The integration has no type.", "Write type: HTTP_PROXY or type: AWS_PROXY.");
            return null;
        }

        switch (section.Text("type")?.ToUpperInvariant())
        {
            case null:
                return null;
            case "HTTP_PROXY":
                return IntegrationType.HttpProxy;
            case "AWS_PROXY":
                return IntegrationType.AwsProxy;
            default:
                section.Fault("type", $"HTTP APIs have no integration type \"{section.Text("type")}\".", "Use HTTP_PROXY or AWS_PROXY.");
                return null;
        }
    }

    // A number in YAML and JSON, where it has no quotes.
    private static string Format(string? version) => version switch { null or "1" => "1.0", "2" => "2.0", _ => version };

    private static bool ReadConnectionType(Section section)
    {
        var text = section.Text("connectionType");
        if (text is not null && ExtensionWords.ConnectionTypes.Read(text) is null)
        {
            section.Fault("connectionType", $"There is no connection type \"{text}\".", "Use INTERNET or VPC_LINK.");
        }

        return ExtensionWords.ConnectionTypes.Read(text) == ConnectionType.VpcLink;
    }

    private static ImmutableSortedDictionary<string, string> ReadRequestParameters(ReadingContext reading, Section section, bool isService)
    {
        if (section.Object("requestParameters", ObjectKinds.Strings) is not { } map)
        {
            return OrdinalMap.Empty<string>();
        }

        var parameters = map.TextMap();
        foreach (var (key, value) in reading.IsLenient || isService ? OrdinalMap.Empty<string>() : parameters)
        {
            Check(map, key, ParameterMappings.CheckRequest(OrdinalMap.Empty<string>().Add(key, value)));
        }

        return parameters;
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> ReadResponseParameters(
        ReadingContext reading, Section section)
    {
        var all = OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>();
        if (section.Object("responseParameters", ObjectKinds.ResponseParameters) is not { } byStatus)
        {
            return all;
        }

        foreach (var entry in byStatus.Entries())
        {
            if (Section.Open(reading, entry.Value, byStatus.PathOf(entry.Key), ObjectKinds.Strings) is not { } map)
            {
                continue;
            }

            var empty = OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>().Add(entry.Key, OrdinalMap.Empty<string>());
            if (!reading.IsLenient && ParameterMappings.CheckResponse(empty) is { } error)
            {
                byStatus.Fault(entry.Key, $"{error.Message}.", "Write a status from 200 to 599.");
                continue;
            }

            var parameters = map.TextMap();
            foreach (var (key, value) in reading.IsLenient ? OrdinalMap.Empty<string>() : parameters)
            {
                var one = OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>().Add(entry.Key, OrdinalMap.Empty<string>().Add(key, value));
                Check(map, key, ParameterMappings.CheckResponse(one));
            }

            all = all.SetItem(entry.Key, parameters);
        }

        return all;
    }

    private static void Check(Section map, string key, AwsError? error)
    {
        if (error is not null)
        {
            map.Fault(key, $"{error.Message}.", "Change it to what API Gateway accepts.");
        }
    }
}
