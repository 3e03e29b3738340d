// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary>Events of type <c>Api</c> and <c>HttpApi</c>: an operation of an API, and the permission to invoke the function.</summary>
internal static partial class SamEvents
{
    private const string AnyMethod = "x-amazon-apigateway-any-method";

    public static void Api(SamTransform sam, string function, string invoked, DocumentEntry entry, Section trigger)
    {
        if (trigger.Object("Properties", SamKinds.ApiEvent) is not { } section)
        {
            trigger.Fault("Properties", "The event has no Properties.", "Write a Path and a Method.");
            return;
        }

        if (section.Text("Path") is not { } path || section.Text("Method") is not { } method)
        {
            section.Fault(section.Has("Path") ? "Method" : "Path", "An API event needs a Path and a Method.", "Write both.");
            return;
        }

        if (Target(sam, section, "RestApiId", isHttp: false, out var plain) is not { } api)
        {
            if (plain is not null)
            {
                Permit(sam, function, invoked, entry, plain, "", method, path, section.Location, Literal(section, "RestApiId"));
            }

            return;
        }

        var tree = new Tree(section.Location);
        var needsKey = section.Object("Auth", SamKinds.EventAuth)?.Boolean("ApiKeyRequired");
        var isRequired = needsKey ?? RequiresKeys(api);
        api.HasKeys |= isRequired;
        var operation = tree.Map(
            ("x-amazon-apigateway-integration", tree.Map(
                ("httpMethod", tree.Text("POST")),
                ("type", tree.Text("aws_proxy")),
                ("uri", Uri(tree, function, invoked)),
                ("timeoutInMillis", section.Node("TimeoutInMillis")))),
            ("responses", tree.Map()),
            ("parameters", Parameters(sam, section, tree)),
            ("security", isRequired ? tree.List(tree.Map(("api_key", tree.List()))) : null));
        if (api.IsManaged && !api.Add(path, KeyOf(method), operation))
        {
            section.Fault("Path", $"API method \"{method}\" is defined twice for the path \"{path}\".", "Keep one of the events.");
        }

        Permit(sam, function, invoked, entry, api.LogicalId, StageSuffix(api), method, path, section.Location, Literal(section, "RestApiId"));
    }

    public static void HttpApi(SamTransform sam, string function, string invoked, DocumentEntry entry, Section trigger)
    {
        var section = trigger.Object("Properties", SamKinds.HttpApiEvent);
        var tree = new Tree(section?.Location ?? trigger.Location);
        string? plain = null;
        var api = section is null ? sam.Implicit(isHttp: true, trigger.Location) : Target(sam, section, "ApiId", isHttp: true, out plain);
        var path = section?.Text("Path");
        var method = section?.Text("Method");
        if (path is null != method is null && section is not null)
        {
            section.Fault(path is null ? "Path" : "Method", "Path and Method belong together.", "Write both, or neither for the default route.");
            return;
        }

        if (section?.Object("Auth", SamKinds.EventAuth) is { } auth && auth.Has("ApiKeyRequired"))
        {
            auth.Fault("ApiKeyRequired", "HTTP APIs have no API keys.", "Remove it, or use an Api event.");
        }

        var isWhole = path is null;
        path ??= "/$default";
        method ??= "any";
        if (api is null)
        {
            if (plain is not null)
            {
                Permit(sam, function, invoked, entry, plain, "", method, isWhole ? "" : path, tree.Location, Literal(section!, "ApiId"));
            }

            return;
        }

        var operation = tree.Map(
            ("x-amazon-apigateway-integration", tree.Map(
                ("httpMethod", tree.Text("POST")),
                ("type", tree.Text("aws_proxy")),
                ("uri", Uri(tree, function, invoked)),
                ("payloadFormatVersion", section?.Node("PayloadFormatVersion") ?? tree.Text("2.0")),
                ("timeoutInMillis", section?.Node("TimeoutInMillis")))),
            ("isDefaultRoute", path is "/$default" or "$default" ? tree.True() : null));
        if (!api.Add(path, KeyOf(method), operation))
        {
            section!.Fault("Path", $"API method \"{method}\" is defined twice for the path \"{path}\".", "Keep one of the events.");
        }

        if (section?.Node("RouteSettings") is { } settings)
        {
            api.RouteSettings.Add((path == "/$default" ? "$default" : $"{(method == "any" ? "ANY" : method.ToUpperInvariant())} {path}", settings));
        }

        Permit(sam, function, invoked, entry, api.LogicalId, "", method, isWhole ? "" : path, tree.Location, section is null ? null : Literal(section, "ApiId"));
    }

    /// <summary>The API that an event is for; when it is none of SAM's, <paramref name="plain"/> is its logical id, or there was a fault.</summary>
    private static SamApi? Target(SamTransform sam, Section section, string property, bool isHttp, out string? plain)
    {
        plain = null;
        if (section.Node(property) is not { } node)
        {
            return sam.Implicit(isHttp, section.Location);
        }

        // SAM takes the id of any API too, and a logical id without !Ref.
        var isName = node.Kind == NodeKind.String;
        if (isName && sam.Api(node.Text) is null)
        {
            plain = "";
            return null;
        }

        if (!isName && (!Call.IsCall(node) || node.Entries[0] is not { Key: "Ref", Value.Kind: NodeKind.String }))
        {
            section.Fault(property, $"{property} must refer to an API of this template.", $"Write {property}: !Ref MyApi.");
            return null;
        }

        var id = isName ? node.Text : node.Entries[0].Value.Text;
        if (sam.Api(id) is { } api)
        {
            if (api.IsHttp == isHttp)
            {
                return api;
            }

            section.Fault(property, $"{id} is {(api.IsHttp ? "an HTTP API" : "a REST API")}.", $"Use an event of type {(api.IsHttp ? "HttpApi" : "Api")}.");
            return null;
        }

        if (id is SamNames.ImplicitApi or SamNames.ImplicitHttpApi)
        {
            return sam.Implicit(isHttp, section.Location);
        }

        // An API that CloudFormation's own resources make: SAM adds the permission and nothing else.
        plain = id;
        return null;
    }

    private static string? Literal(Section section, string property) => section.Node(property) is { Kind: NodeKind.String } node ? node.Text : null;

    private static bool RequiresKeys(SamApi api) =>
        Tree.At(Tree.At(api.Properties, "Auth"), "ApiKeyRequired") is { } required && string.Equals(required.Text, "true", StringComparison.OrdinalIgnoreCase);

    private static string StageSuffix(SamApi api) =>
        api.LogicalId == SamNames.ImplicitApi ? "Prod" : Tree.At(api.Properties, "StageName") is { Kind: NodeKind.String } stage ? stage.Text : "";

    private static string KeyOf(string method) => method.Equals("any", StringComparison.OrdinalIgnoreCase) || method == "*" ? AnyMethod : method.ToLowerInvariant();

    private static DocumentNode Uri(Tree tree, string function, string invoked)
    {
        var name = function == invoked ? $"{function}.Arn" : invoked;
        return tree.Sub($"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{{name}}}/invocations");
    }

    private static DocumentNode? Parameters(SamTransform sam, Section section, Tree tree)
    {
        if (section.Items("RequestParameters") is not { Count: > 0 } items)
        {
            return null;
        }

        var parameters = new List<DocumentNode>();
        foreach (var item in items)
        {
            var isMap = item is { Kind: NodeKind.Mapping, Entries.Count: 1 };
            var name = isMap ? item.Entries[0].Key : item.Text;
            var required = isMap && Section.Open(sam.Reading, item.Entries[0].Value, section.PathOf("RequestParameters"), SamKinds.RequestParameter)?.Boolean("Required") == true;
            if (name.Split('.', 4) is not ["method", "request", ("header" or "path" or "querystring") and var place, { Length: > 0 } own])
            {
                section.Fault("RequestParameters", $"Invalid value for 'RequestParameters' property: \"{name}\".", "Write method.request.header.NAME, method.request.querystring.NAME or method.request.path.NAME.");
                continue;
            }

            parameters.Add(tree.Map(
                ("name", tree.Text(own)),
                ("in", tree.Text(place == "querystring" ? "query" : place)),
                ("type", tree.Text("string")),
                ("required", required || place == "path" ? tree.True() : null)));
        }

        return tree.List(parameters);
    }

    private static void Permit(SamTransform sam, string function, string invoked, DocumentEntry entry, string api, string stage, string method, string path, SourceLocation location, string? literal = null)
    {
        var tree = new Tree(location);
        var verb = method.Equals("any", StringComparison.OrdinalIgnoreCase) || method == "*" ? "*" : method.ToUpperInvariant();
        var place = path.Length == 0 ? "*" : path.TrimStart('/') == "$default" ? "$default" : $"{verb}{Variable().Replace(path, "*")}";
        sam.Made.Add(new TemplateResource(
            $"{function}{entry.Key}Permission{stage}",
            "AWS::Lambda::Permission",
            tree.Map(
                ("Action", tree.Text("lambda:InvokeFunction")),
                ("FunctionName", tree.Ref(invoked)),
                ("Principal", tree.Text("apigateway.amazonaws.com")),
                ("SourceArn", tree.Sub($"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:{literal ?? $"${{{api}}}"}/*/{place}"))),
            [],
            location));
    }

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Variable();
}
