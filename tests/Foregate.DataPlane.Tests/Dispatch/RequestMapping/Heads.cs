// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Rest = Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

/// <summary>Makes the heads that integrations send of definitions as a user writes them.</summary>
internal static class Heads
{
    public static RequestHeadTemplate OfRest(string uri, string resource, params (string Key, string Value)[] parameters) =>
        OfRest(uri, resource, [], parameters);

    public static RequestHeadTemplate OfRest(
        string uri, string resource, (string, string)[] variables, (string Key, string Value)[] parameters, List<CompilationFault>? faults = null)
    {
        var found = new List<CompilationFault>();
        var c = Sample.Compilation(ApiKind.Rest, found, variables);
        var integration = new Rest.Integration { Type = Rest.IntegrationType.HttpProxy, HttpMethod = "ANY", Uri = uri, RequestParameters = Map(parameters) };
        var read = IntegrationUri.Read(uri, c, out var error, out _);
        Assert.Equal("", error);
        var template = new RequestHeadTemplate(RestRequestMapping.Compile(integration, read!, PathTemplate.Names(resource), c), read!.Authority, c);
        Keep(found, faults);
        return template;
    }

    public static RequestHeadTemplate OfHttp(string uri, string routeKey, params (string Key, string Value)[] parameters) =>
        OfHttp(uri, routeKey, [], parameters);

    public static RequestHeadTemplate OfHttp(
        string uri, string routeKey, (string, string)[] variables, (string Key, string Value)[] parameters, List<CompilationFault>? faults = null)
    {
        var found = new List<CompilationFault>();
        var c = Sample.Compilation(ApiKind.Http, found, variables);
        var integration = new V2.Integration { IntegrationId = "int1", IntegrationType = V2.IntegrationType.HttpProxy, IntegrationUri = uri, RequestParameters = Map(parameters) };
        var read = IntegrationUri.Read(uri, c, out var error, out _);
        Assert.Equal("", error);
        var template = new RequestHeadTemplate(HttpRequestMapping.Compile(integration, read!, routeKey, c), read!.Authority, c);
        Keep(found, faults);
        return template;
    }

    /// <summary>The head for a request without a body, LF for CRLF.</summary>
    public static string Write(RequestHeadTemplate template, Exchange exchange, bool hasBody = false, long? length = null)
    {
        var writer = new ByteWriter();
        var refusal = template.Write(exchange, exchange.Request[exchange.Request.Method], hasBody, length, writer);
        Assert.Null(refusal);
        return Sample.Text(writer.Written).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>The target alone.</summary>
    public static string Target(RequestHeadTemplate template, Exchange exchange) => Write(template, exchange).Split(' ')[1];

    /// <summary>All values of a header, in order.</summary>
    public static string[] Values(string head, string name) =>
        [.. head.Split('\n').Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 2)..])];

    private static ImmutableSortedDictionary<string, string> Map((string Key, string Value)[] parameters) =>
        parameters.ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);

    private static void Keep(List<CompilationFault> found, List<CompilationFault>? faults)
    {
        if (faults is null)
        {
            Assert.Empty(found);
        }
        else
        {
            faults.AddRange(found);
        }
    }
}
