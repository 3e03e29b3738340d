// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi.Parts;

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
        var request = ReadRequest(reading, section, type ?? IntegrationType.Mock, declared);
        if (type is not { } known)
        {
            return null;
        }

        run.Check(section, "httpMethod", Integrations.CheckHttpMethod(known, request.HttpMethod));
        run.Check(section, "uri", known == IntegrationType.Aws ? null : Integrations.CheckUri(known, request.Uri));
        run.Check(section, "timeoutInMillis", Integrations.CheckTimeout(request.TimeoutInMillis, run.Operations, request.ResponseTransferMode));
        return new RestIntegrationSource
        {
            Location = operation.Section.At(OperationSource.IntegrationExtension),
            DocumentPath = section.Path,
            Request = request,
            // A proxy's have no effect; AWS keeps them, and refuses what is wrong with them.
            Responses = reading.IsLenient || known is not (IntegrationType.HttpProxy or IntegrationType.AwsProxy) ? ReadResponses(reading, section, methodResponses) : [],
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

    private static Integrations.PutIntegrationRequest ReadRequest(
        ReadingContext reading, Section section, IntegrationType type, ImmutableSortedDictionary<string, bool> declared)
    {
        var isMock = type == IntegrationType.Mock;
        return new Integrations.PutIntegrationRequest
        {
            Type = type,
            HttpMethod = isMock ? null : section.Text("httpMethod")?.ToUpperInvariant(),
            Uri = isMock ? null : section.Text("uri"),
            RequestParameters = ReadRequestParameters(reading, section, declared),
            RequestTemplates = section.TextMap("requestTemplates"),
            PassthroughBehavior = Word(section, "passthroughBehavior", ExtensionWords.Passthrough, "There is no passthrough behaviour", "Use when_no_match, when_no_templates or never.")
                ?? PassthroughBehavior.WhenNoMatch,
            ContentHandling = ReadContentHandling(section),
            TimeoutInMillis = section.Integer("timeoutInMillis"),
            ConnectionType = Word(section, "connectionType", ExtensionWords.ConnectionTypes, "There is no connection type", "Use INTERNET or VPC_LINK.") ?? ConnectionType.Internet,
            ConnectionId = section.Text("connectionId"),
            Credentials = section.Text("credentials"),
            CacheNamespace = section.Text("cacheNamespace"),
            CacheKeyParameters = section.Texts("cacheKeyParameters"),
            TlsConfig = section.Object("tlsConfig", ObjectKinds.RestTlsConfig) is { } tls
                ? new TlsConfig { InsecureSkipVerification = tls.Boolean("insecureSkipVerification") ?? false }
                : null,
            ResponseTransferMode = Word(section, "responseTransferMode", ExtensionWords.TransferModes, "There is no response transfer mode", "Use BUFFERED or STREAM."),
            IntegrationTarget = section.Text("integrationTarget"),
        };
    }

    private static IntegrationType? ReadType(Section section)
    {
        if (!section.Has("type"))
        {
            section.Fault("type", "The integration has no type.", "Write type: http_proxy, aws_proxy or mock.");
            return null;
        }

        return Word(section, "type", ExtensionWords.Types, "There is no integration type", "Use http_proxy, aws_proxy, mock, http or aws.");
    }

    private static ContentHandling? ReadContentHandling(Section section) =>
        Word(section, "contentHandling", ExtensionWords.Handling, "There is no content handling", "Use CONVERT_TO_BINARY, CONVERT_TO_TEXT or nothing.");

    private static T? Word<T>(Section section, string name, WordList<T> words, string cause, string cure)
        where T : struct, Enum
    {
        var text = section.Text(name);
        var word = words.Read(text);
        if (text is not null && word is null)
        {
            section.Fault(name, $"{cause} \"{text}\".", cure);
        }

        return word;
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
            // In a lenient reading the operation says so, of all at once.
            if (!reading.IsLenient && MappingExpressions.CheckRequest(OrdinalMap.Empty<string>().Add(key, value), declared) is { } error)
            {
                var undeclared = error.Message.Contains("mapping expression parameter", StringComparison.Ordinal);
                map.Fault(key, $"{error.Message}.", undeclared ? "Declare the parameter under parameters of the operation." : "Correct the expression.");
            }
        }

        return parameters;
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
                response.Fault("statusCode", "An integration response needs a statusCode.", "Write the status to answer with.", "is missing");
                continue;
            }

            if (!reading.IsLenient && responses.Exists(other => other.Request.StatusCode == statusCode))
            {
                response.Fault("statusCode", $"Two integration responses have the status {statusCode}, of which AWS would keep one.", "Give each its own status.");
                continue;
            }

            var declared = methodResponses.GetValueOrDefault(statusCode)?.Declared;
            if (declared is null && !reading.IsLenient)
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
                    ResponseParameters = ReadResponseParameters(reading, response, declared),
                    ResponseTemplates = response.TextMap("responseTemplates"),
                    ContentHandling = ReadContentHandling(response),
                }));
        }

        return responses;
    }

    private static ImmutableSortedDictionary<string, string> ReadResponseParameters(ReadingContext reading, Section response, MethodResponse? declared)
    {
        if (response.Object("responseParameters", ObjectKinds.Strings) is not { } map)
        {
            return OrdinalMap.Empty<string>();
        }

        var parameters = map.TextMap();
        foreach (var (key, value) in parameters)
        {
            if (!reading.IsLenient && declared is not null && MappingExpressions.CheckResponse(OrdinalMap.Empty<string>().Add(key, value), declared) is { } error)
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
