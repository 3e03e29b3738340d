// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>An <c>x-amazon-apigateway-integration</c> of a REST API, read into the requests that put it.</summary>
internal sealed record RestIntegrationSource
{
    public required SourceLocation Location { get; init; }

    public required string DocumentPath { get; init; }

    public required Integrations.PutIntegrationRequest Request { get; init; }

    public IReadOnlyList<Response> Responses { get; init; } = [];

    /// <summary><see langword="null"/> after a fault.</summary>
    public static RestIntegrationSource? Read(
        ImportRun run,
        OperationSource operation,
        ImmutableSortedDictionary<string, bool> declared,
        ImmutableSortedDictionary<string, MethodResponseSource> methodResponses)
    {
        var reading = run.Reading;
        var extension = operation.Section.Node(OperationSource.IntegrationExtension)!;
        if (reading.Resolve(extension, operation.Section.PathOf(OperationSource.IntegrationExtension)) is not { } target
            || Section.Open(reading, target.Node, target.Path, ObjectKinds.RestIntegration) is not { } section)
        {
            return null;
        }

        var type = ReadType(section);
        var passthrough = ReadPassthrough(section);
        var handling = ReadContentHandling(section, type);
        var timeout = section.Integer("timeoutInMillis");
        var parameters = ReadRequestParameters(reading, section, declared);
        if (type is null)
        {
            return null;
        }

        var isMock = type == IntegrationType.Mock;
        var httpMethod = isMock ? null : section.Text("httpMethod")?.ToUpperInvariant();
        var uri = isMock ? null : section.Text("uri");
        run.Check(section, "httpMethod", Integrations.CheckHttpMethod(type.Value, httpMethod));
        run.Check(section, "uri", Integrations.CheckUri(type.Value, uri));
        run.Check(section, "timeoutInMillis", Integrations.CheckTimeout(timeout, run.Operations));
        return new RestIntegrationSource
        {
            Location = operation.Section.At(OperationSource.IntegrationExtension),
            DocumentPath = section.Path,
            Request = new Integrations.PutIntegrationRequest
            {
                Type = type.Value,
                HttpMethod = httpMethod,
                Uri = uri,
                RequestParameters = parameters,
                RequestTemplates = isMock ? ReadTemplates(reading, section, "requestTemplates") : OrdinalMap.Empty<string>(),
                PassthroughBehavior = passthrough,
                ContentHandling = handling,
                TimeoutInMillis = timeout,
            },
            Responses = isMock ? ReadResponses(reading, section, methodResponses) : [],
        };
    }

    /// <summary>The integration that <c>--upstream</c> gives an operation that has none.</summary>
    public static RestIntegrationSource Proxy(Upstream upstream, OperationSource operation, IEnumerable<string> pathParameters)
    {
        var parameters = OrdinalMap.Empty<string>();
        foreach (var name in pathParameters)
        {
            parameters = parameters.SetItem($"integration.request.path.{name}", $"method.request.path.{name}");
        }

        return new RestIntegrationSource
        {
            Location = operation.Location,
            DocumentPath = operation.DocumentPath,
            Request = new Integrations.PutIntegrationRequest
            {
                Type = IntegrationType.HttpProxy,
                HttpMethod = operation.HttpMethod,
                Uri = upstream.For(operation.Path),
                RequestParameters = parameters,
            },
        };
    }

    private static IntegrationType? ReadType(Section section)
    {
        if (!section.Has("type"))
        {
            section.Fault("type", "The integration has no type.", "Write type: http_proxy, aws_proxy or mock.");
            return null;
        }

        switch (section.Text("type")?.ToUpperInvariant())
        {
            case null:
                return null;
            case "HTTP_PROXY":
                return IntegrationType.HttpProxy;
            case "MOCK":
                return IntegrationType.Mock;
            case "AWS_PROXY":
                return IntegrationType.AwsProxy;
            case "HTTP" or "AWS":
                section.Fault("type", $"Integrations of type {section.Text("type")} are not done by Foregate yet.", "Use http_proxy, aws_proxy or mock.");
                return null;
            default:
                section.Fault("type", $"There is no integration type \"{section.Text("type")}\".", "Use http_proxy, aws_proxy or mock.");
                return null;
        }
    }

    private static PassthroughBehavior ReadPassthrough(Section section)
    {
        var text = section.Text("passthroughBehavior");
        switch (text?.ToUpperInvariant())
        {
            case null or "WHEN_NO_MATCH":
                return PassthroughBehavior.WhenNoMatch;
            case "WHEN_NO_TEMPLATES":
                return PassthroughBehavior.WhenNoTemplates;
            case "NEVER":
                return PassthroughBehavior.Never;
            default:
                section.Fault("passthroughBehavior", $"There is no passthrough behaviour \"{text}\".", "Use when_no_match, when_no_templates or never.");
                return PassthroughBehavior.WhenNoMatch;
        }
    }

    private static ContentHandling? ReadContentHandling(Section section, IntegrationType? type)
    {
        var text = section.Text("contentHandling");
        if (text is not null && type != IntegrationType.AwsProxy)
        {
            section.Fault("contentHandling", $"contentHandling \"{text}\" would need conversions between text and binary, which Foregate does not do yet.", "Remove it.");
            return null;
        }

        switch (text?.ToUpperInvariant())
        {
            case null:
                return null;
            case "CONVERT_TO_BINARY":
                return ContentHandling.ConvertToBinary;
            case "CONVERT_TO_TEXT":
                return ContentHandling.ConvertToText;
            default:
                section.Fault("contentHandling", $"There is no content handling \"{text}\".", "Use CONVERT_TO_BINARY, CONVERT_TO_TEXT or nothing.");
                return null;
        }
    }

    private static ImmutableSortedDictionary<string, string> ReadRequestParameters(
        ReadingContext reading, Section section, ImmutableSortedDictionary<string, bool> declared)
    {
        if (section.Object("requestParameters", ObjectKinds.Strings) is not { } map)
        {
            return OrdinalMap.Empty<string>();
        }

        var parameters = map.TextMap();
        foreach (var (key, value) in parameters)
        {
            if (value == "method.request.body" || value.StartsWith("method.request.body.", StringComparison.Ordinal))
            {
                map.Fault(key, "Mapping from the request's body is not done by Foregate yet.", "Map from the path, the query string or a header.");
            }
            else if (MappingExpressions.CheckRequest(OrdinalMap.Empty<string>().Add(key, value), declared) is { } error)
            {
                var undeclared = error.Message.Contains("mapping expression parameter", StringComparison.Ordinal);
                map.Fault(key, $"{error.Message}.", undeclared ? "Declare the parameter under parameters of the operation." : "Correct the expression.");
            }
        }

        return parameters;
    }

    private static ImmutableSortedDictionary<string, string> ReadTemplates(ReadingContext reading, Section section, string name)
    {
        if (section.Object(name, ObjectKinds.Strings) is not { } map)
        {
            return OrdinalMap.Empty<string>();
        }

        var templates = map.TextMap();
        foreach (var (contentType, template) in templates)
        {
            if (!ConstantTemplates.IsConstant(template))
            {
                map.Fault(contentType, "This template needs the template language (VTL), which Foregate does not do yet.", "Write a template without $ and # constructs.");
            }
        }

        return templates;
    }

    private static List<Response> ReadResponses(
        ReadingContext reading, Section section, ImmutableSortedDictionary<string, MethodResponseSource> methodResponses)
    {
        var responses = new List<Response>();
        if (section.Object("responses", ObjectKinds.IntegrationResponses) is not { } map)
        {
            return responses;
        }

        foreach (var entry in map.Entries())
        {
            if (Section.Open(reading, entry.Value, map.PathOf(entry.Key), ObjectKinds.IntegrationResponse) is not { } response)
            {
                continue;
            }

            var statusCode = response.Text("statusCode");
            if (statusCode is null)
            {
                response.Fault("statusCode", "An integration response needs a statusCode.", "Write the status to answer with.");
                continue;
            }

            if (responses.Any(other => other.Request.StatusCode == statusCode))
            {
                response.Fault("statusCode", $"Two integration responses have the status {statusCode}, of which AWS would keep one.", "Give each its own status.");
                continue;
            }

            var declared = methodResponses.GetValueOrDefault(statusCode)?.Declared;
            if (declared is null)
            {
                response.Fault("statusCode", "Invalid Response status code specified.", $"Declare the status {statusCode} under responses of the operation.");
            }

            responses.Add(new Response(
                entry.KeyLocation,
                response,
                new IntegrationResponses.PutIntegrationResponseRequest
                {
                    StatusCode = statusCode,
                    SelectionPattern = entry.Key == "default" ? null : entry.Key,
                    ResponseParameters = ReadResponseParameters(response, declared),
                    ResponseTemplates = ReadTemplates(reading, response, "responseTemplates"),
                }));
        }

        return responses;
    }

    private static ImmutableSortedDictionary<string, string> ReadResponseParameters(Section response, MethodResponse? declared)
    {
        if (response.Object("responseParameters", ObjectKinds.Strings) is not { } map)
        {
            return OrdinalMap.Empty<string>();
        }

        var parameters = map.TextMap();
        foreach (var (key, value) in parameters)
        {
            if (value == "integration.response.body" || value.StartsWith("integration.response.body.", StringComparison.Ordinal))
            {
                map.Fault(key, "Mapping from the integration's body is not done by Foregate yet.", "Map a static text, a stage variable or a context variable.");
            }
            else if (declared is not null && MappingExpressions.CheckResponse(OrdinalMap.Empty<string>().Add(key, value), declared) is { } error)
            {
                map.Fault(
                    key,
                    $"{error.Message}.",
                    declared.ResponseParameters.ContainsKey(key) ? "Correct the expression." : $"Declare the header under the response {declared.StatusCode} of the operation.");
            }
        }

        return parameters;
    }

    /// <summary>One integration response and where it stands.</summary>
    internal sealed record Response(
        SourceLocation Location, Section Section, IntegrationResponses.PutIntegrationResponseRequest Request);
}
