// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;
using Foregate.Definitions;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.CloudFormation;

/// <summary>Public SAM templates as AWS's own transform leaves them: what to deploy, and with what.</summary>
internal static class TransformedTemplates
{
    /// <summary>A small archive, which every bucket has in place of code.</summary>
    public static ReadOnlyMemory<byte> Archive { get; } = Zip();

    private static readonly ReadOnlyMemory<byte> s_document = Encoding.UTF8.GetBytes(
        """
        {"swagger": "2.0", "info": {"title": "From a bucket", "version": "1"}, "paths": {
          "/html": {"get": {"responses": {}, "x-amazon-apigateway-integration": {"type": "http_proxy", "httpMethod": "GET", "uri": "http://127.0.0.1:9000/html"}}}}}
        """);

    private static readonly ReadOnlyMemory<byte> s_httpDocument = Encoding.UTF8.GetBytes(
        """
        {"openapi": "3.0.1", "info": {"title": "From a bucket", "version": "1"}, "paths": {
          "/html": {"get": {"responses": {}, "x-amazon-apigateway-integration": {"type": "http_proxy", "httpMethod": "GET", "uri": "http://127.0.0.1:9000/html", "payloadFormatVersion": "1.0"}}}}}
        """);

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Path.Combine(Templates.Samples!, "transformed"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>The template, with what AWS itself would refuse in it mended.</summary>
    /// <param name="except">The number of a mend that is left out.</param>
    public static JsonObject Read(string name, int except = -1)
    {
        var template = JsonNode.Parse(File.ReadAllText(Path.Combine(Templates.Samples!, "transformed", $"{name}.json")))!.AsObject();
        TemplateMends.Apply(name, template, except);
        return template;
    }

    /// <summary>The OpenAPI document that every bucket has, for those APIs that are not written in their template.</summary>
    public static JsonObject Document(bool isHttp) => JsonNode.Parse((isHttp ? s_httpDocument : s_document).Span)!.AsObject();

    /// <summary>Values for the parameters that have none.</summary>
    public static ImmutableSortedDictionary<string, string> Parameters(JsonObject template) => OrdinalMap.Empty<string>().AddRange(
        (template["Parameters"]?.AsObject() ?? []).Where(static parameter => parameter.Value!["Default"] is null).Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Key == "EndpointConfigType" && template["Parameters"]!["VpcEndpointId"] is not null ? "PRIVATE" : Value(parameter.Key))));

    public static StackContext Context(JsonObject template) => new()
    {
        Operations = Deployments.Operations with { KeepCode = static _ => "/var/lib/kept.zip" },
        Artifacts = artifact => IsDocument(template, artifact.Key) is { } isHttp ? isHttp ? s_httpDocument : s_document : Archive,
    };

    public static StackOutcome Deploy(Account account, string name, JsonObject template) => StackEngine.Deploy(
        account,
        new StackRequest { StackName = "sam-app", Template = Encoding.UTF8.GetBytes(template.ToJsonString()), FileName = $"{name}.json", Parameters = Parameters(template) },
        Context(template));

    // An object that an API's body is at is a document, every other one is code.
    private static bool? IsDocument(JsonObject template, string key)
    {
        foreach (var (_, resource) in template["Resources"]!.AsObject())
        {
            if (resource!["Properties"]?["BodyS3Location"]?["Key"]?.ToString() is { } body && (body == key || body.StartsWith('{')))
            {
                return (string)resource["Type"]! == "AWS::ApiGatewayV2::Api";
            }
        }

        return null;
    }

    private static string Value(string parameter) => parameter switch
    {
        _ when parameter.EndsWith("DomainName", StringComparison.Ordinal) => $"{parameter.ToLowerInvariant()}.example.com",
        _ when parameter.Contains("Cert", StringComparison.Ordinal) => $"arn:aws:acm:us-east-1:000000000000:certificate/{parameter}",
        "EndpointConfigType" => "REGIONAL",
        "VpcEndpointId" => "vpce-0123456789abcdef0",
        _ => $"{parameter}Value",
    };

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("index.js").Open();
            entry.Write("exports.handler = async () => ({ statusCode: 200 });"u8);
        }

        return bytes.ToArray();
    }
}
