// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi;

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
        var request = new Integrations.CreateIntegrationRequest
        {
            IntegrationType = type ?? IntegrationType.HttpProxy,
            Description = section.Text("description"),
            IntegrationMethod = section.Text("httpMethod")?.ToUpperInvariant(),
            IntegrationUri = section.Text("uri"),
            PayloadFormatVersion = section.Text("payloadFormatVersion") ?? "1.0",
            RequestParameters = ReadRequestParameters(section),
            ResponseParameters = ReadResponseParameters(reading, section),
            TimeoutInMillis = section.Integer("timeoutInMillis"),
        };
        if (type is not { } known)
        {
            return null;
        }

        run.Check(section, "httpMethod", Integrations.CheckMethod(known, request.IntegrationMethod));
        run.Check(section, "uri", Integrations.CheckUri(known, request.IntegrationUri));
        run.Check(section, "payloadFormatVersion", Integrations.CheckPayloadFormatVersion(known, request.PayloadFormatVersion));
        run.Check(section, "timeoutInMillis", Integrations.CheckTimeout(request.TimeoutInMillis, run.Operations));
        if (known == IntegrationType.AwsProxy)
        {
            run.Check(section, "requestParameters", Integrations.CheckRequestParameters(known, request.RequestParameters));
        }

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

    private static ImmutableSortedDictionary<string, string> ReadRequestParameters(Section section)
    {
        if (section.Object("requestParameters", ObjectKinds.Strings) is not { } map)
        {
            return OrdinalMap.Empty<string>();
        }

        var parameters = map.TextMap();
        foreach (var (key, value) in parameters)
        {
            Check(map, key, value, "request", ParameterMappings.CheckRequest(OrdinalMap.Empty<string>().Add(key, value)));
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
            if (ParameterMappings.CheckResponse(empty) is { } error)
            {
                byStatus.Fault(entry.Key, $"{error.Message}.", "Write a status from 200 to 599.");
                continue;
            }

            var parameters = map.TextMap();
            foreach (var (key, value) in parameters)
            {
                var one = OrdinalMap.Empty<ImmutableSortedDictionary<string, string>>().Add(entry.Key, OrdinalMap.Empty<string>().Add(key, value));
                Check(map, key, value, "response", ParameterMappings.CheckResponse(one));
            }

            all = all.SetItem(entry.Key, parameters);
        }

        return all;
    }

    private static void Check(Section map, string key, string value, string side, AwsError? error)
    {
        if (error is not null)
        {
            map.Fault(key, $"{error.Message}.", "Change it to what API Gateway accepts.");
        }
        else if (value.StartsWith($"${side}.body", StringComparison.Ordinal) || value.Contains($"${{{side}.body", StringComparison.Ordinal))
        {
            map.Fault(key, $"Mapping from the body of the {side} is not done by Foregate yet.", "Map from a header, the path or the query string.");
        }
    }
}
