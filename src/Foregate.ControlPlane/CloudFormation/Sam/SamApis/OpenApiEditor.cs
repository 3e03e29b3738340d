// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>Changes an HTTP API's definition.</summary>
internal sealed partial class OpenApiEditor
{
    public const string DefaultPath = "$default";

    private const string TagValue = "x-amazon-apigateway-tag-value";
    private const string Cors = "x-amazon-apigateway-cors";

    private static readonly string[] s_cors = ["AllowOrigins", "AllowHeaders", "AllowMethods", "ExposeHeaders", "MaxAge", "AllowCredentials"];

    private readonly SamNode _document;
    private readonly SamNode _schemes;
    private readonly SamNode _tags;
    private readonly SamNode _info;

    public OpenApiEditor(SamNode? document, SamNode? place)
    {
        if (!IsValid(document))
        {
            throw new SamRefusal(
                place ?? document, "Invalid OpenApi document. Invalid values or missing keys for 'openapi' or 'paths' in 'DefinitionBody'.", "Write a document with openapi: 3.0.1 and paths.");
        }

        _document = document!;
        Paths = new ApiPaths(_document["paths"]!);
        _schemes = RestApis.Truthy(Expect.Map(Expect.Map(_document["components"], "components")?["securitySchemes"], "securitySchemes")) ?? SamNode.HashedMap();
        _tags = RestApis.Truthy(_document["tags"]) ?? SamNode.List();
        _info = RestApis.Truthy(Expect.Map(_document["info"], "info")) ?? SamNode.HashedMap();
    }

    public ApiPaths Paths { get; }

    /// <summary>The document as it is now.</summary>
    public SamNode Document
    {
        get
        {
            if (_tags.IsTruthy)
            {
                _document.Set("tags", _tags);
            }

            if (_schemes.IsTruthy)
            {
                if (_document["components"] is not { IsTruthy: true } components)
                {
                    _document.Set("components", components = SamNode.HashedMap());
                }

                components.Set("securitySchemes", _schemes);
            }

            if (_info.IsTruthy)
            {
                _document.Set("info", _info);
            }

            return _document;
        }
    }

    public static bool IsValid(SamNode? document) =>
        document is { IsMap: true, IsTruthy: true } && document["paths"] is { IsMap: true } && document["openapi"] is { IsTruthy: true } version && SwaggerEditor.IsVersion3(version);

    /// <summary>What SAM starts an API without a definition with.</summary>
    public static SamNode Skeleton() => SamNode.HashedMap(
        ("openapi", "3.0.1"),
        ("info", SamNode.HashedMap(("version", "1.0"), ("title", SamNode.Ref("AWS::StackName")))),
        ("paths", SamNode.HashedMap()));

    /// <summary>Path variables become wildcards in ARNs; greedy ones only when they are called proxy.</summary>
    public static string Wildcards(string path) => Variable().Replace(path, "*");

    /// <summary>Whether every definition of a method invokes the function, by its plain ARN.</summary>
    public bool Invokes(string path, string method, string function)
    {
        if (!Paths.HasIntegration(path, method))
        {
            return false;
        }

        foreach (var item in ApiPaths.Contents(Paths.Node[path]))
        {
            foreach (var definition in ApiPaths.Contents(ApiPaths.Item(item, path)[method]))
            {
                if (ApiPaths.Definition(definition, path, method)[ApiPaths.Integration]?["uri"] is not { IsMap: true } uri
                    || !ApiPaths.Contents(uri).TrueForAll(one => one["Fn::Sub"] is { IsText: true } sub && Arn().Match(sub.Text) is { Success: true } arn && arn.Groups[1].Value == function))
                {
                    return false;
                }
            }
        }

        return true;
    }

    public void AddLambda(SamNode path, SamNode method, SamNode uri, SamNode? condition)
    {
        if (Paths.HasIntegration(path, method))
        {
            return;
        }

        var name = ApiPaths.Normal(method);
        Paths.Add(path, method);
        uri = condition is null ? uri : SamNode.If(condition, uri);
        foreach (var item in ApiPaths.Contents(Paths.Node[path.Text]))
        {
            if (ApiPaths.Item(item, path.Text)[name.Text] is null)
            {
                item.Set(name.Text, SamNode.HashedMap().At(method));
            }

            var operation = ApiPaths.Definition(item[name.Text], path.Text, method.Text);
            operation.Set(
                ApiPaths.Integration,
                SamNode.HashedMap(("type", "aws_proxy"), ("httpMethod", "POST"), ("payloadFormatVersion", "2.0"), ("uri", uri)).At(method));
            if (path.Text == DefaultPath && name.Text == ApiPaths.AnyMethod)
            {
                operation.Set("isDefaultRoute", true);
            }

            SwaggerEditor.SetDefault(operation, "responses", SamNode.HashedMap());
            if (condition is not null)
            {
                item.Set(name.Text, SamNode.If(condition, operation));
            }
        }
    }

    /// <summary>Sets a property of a method's integration.</summary>
    public void SetIntegration(SamNode path, SamNode method, string property, SamNode value)
    {
        foreach (var definition in Paths.Definitions(path, method))
        {
            definition[ApiPaths.Integration]!.Set(property, value);
        }
    }

    public void AddPathParameters(SamNode path, SamNode method)
    {
        var names = Braces().Matches(path.Text).Select(match => match.Groups[1].Value).ToList();
        foreach (var definition in names.Count == 0 ? [] : Paths.Definitions(path, method))
        {
            var parameters = Expect.List(SwaggerEditor.SetDefault(definition, "parameters", SamNode.List()), "parameters")!;
            foreach (var name in names)
            {
                if (parameters.Items.Find(parameter => parameter["name"] is { IsText: true } text && text.Text == name) is { } there)
                {
                    there.Set("in", "path");
                    there.Set("required", true);
                }
                else
                {
                    parameters.Items.Add(SamNode.HashedMap(("name", SamNode.Given(name)), ("in", "path"), ("required", true)).At(path));
                }
            }
        }
    }

    public void AddScheme(string name, SamNode scheme) => _schemes.Set(name, scheme, isGiven: true);

    public void SetDefaultAuthorizer(string path, string name, SamNode scopes)
    {
        foreach (var item in ApiPaths.Contents(Paths.Node[path]))
        {
            foreach (var entry in ApiPaths.Item(item, path).Entries)
            {
                if (entry.Key.Equals("parameters", StringComparison.OrdinalIgnoreCase) || entry.Key.Equals("options", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                foreach (var definition in ApiPaths.Contents(entry.Value))
                {
                    if (ApiPaths.HasIntegration(ApiPaths.Definition(definition, path, entry.Key)) && definition["security"] is not { IsTruthy: true })
                    {
                        definition.Set("security", SamNode.List(SamNode.Map((name, scopes))));
                    }
                }
            }
        }
    }

    public void SetAuthorizer(SamNode path, SamNode method, string name, SamNode scopes)
    {
        foreach (var definition in Paths.Definitions(path, method))
        {
            var existing = Expect.List(definition["security"], "security");
            definition.Set("security", SamNode.List([.. existing?.Items ?? [], SamNode.Map((name, scopes))]));
        }
    }

    public void AddTags(SamNode tags)
    {
        foreach (var tag in tags.Entries)
        {
            if (!_tags.IsList)
            {
                throw new SamRefusal(_tags, "Tags in OpenApi DefinitionBody needs to be a list.", "Write a list of names.");
            }

            if (_tags.Items.Find(one => one["name"] is { IsText: true } name && name.Text == tag.Key) is { } there)
            {
                there.Set(TagValue, tag.Value);
            }
            else
            {
                _tags.Items.Add(SamNode.HashedMap(("name", tag.Key), (TagValue, tag.Value)));
            }
        }
    }

    public void DisableExecuteApi(SamNode disable)
    {
        var servers = Expect.List(_document["servers"], "servers") ?? SamNode.List(SamNode.HashedMap());
        foreach (var server in servers.Items)
        {
            var configuration = Expect.Map(server, "servers item")!["x-amazon-apigateway-endpoint-configuration"] ?? SamNode.Map();
            configuration.Set("disableExecuteApiEndpoint", disable);
            server.Set("x-amazon-apigateway-endpoint-configuration", configuration);
        }

        _document.Set("servers", servers);
    }

    public void AddCors(SamNode cors)
    {
        var configuration = Expect.Map(_document[Cors], Cors) ?? SamNode.Map();
        if (cors.Kind == Documents.NodeKind.Boolean)
        {
            configuration.Set("allowOrigins", SamNode.List("*"));
        }
        else if (Intrinsic.Is(cors))
        {
            configuration.Update(InSmallLetters(cors));
        }
        else
        {
            Expect.Known(cors, "Cors", s_cors);
            if (cors["AllowCredentials"] is { IsTrue: true } && cors["AllowOrigins"] is { IsList: true, Count: 1 } origins && origins.Items[0].Text == "*")
            {
                throw new SamRefusal(
                    cors, "Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is \"'*'\" or not set.", "Name the origins, or leave the credentials out.");
            }

            foreach (var name in s_cors)
            {
                var value = name switch
                {
                    "MaxAge" => cors[name],
                    "AllowCredentials" => cors[name] is { IsTrue: true } yes ? yes : null,
                    _ => RestApis.Truthy(cors[name]),
                };
                if (value is not null)
                {
                    configuration.Set(Small(name), value);
                }
            }
        }

        _document.Set(Cors, configuration);
    }

    public void SetInfo(string property, SamNode value) => _info.Set(property, value);

    private static string Small(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    // A function gives the configuration: its branches use the names of properties, the document those of the extension.
    private static SamNode InSmallLetters(SamNode node)
    {
        if (node.IsList)
        {
            return SamNode.List([.. node.Items.Select(InSmallLetters)]).At(node);
        }

        if (!node.IsMap)
        {
            return node;
        }

        var map = SamNode.Map();
        foreach (var entry in node.Entries)
        {
            map.Set(s_cors.Contains(entry.Key) ? Small(entry.Key) : entry.Key, InSmallLetters(entry.Value), entry.IsGiven, entry.Location);
        }

        return map.At(node);
    }

    [GeneratedRegex(@"{([a-zA-Z0-9._-]+|proxy\+)}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"([A-Za-z0-9]+)\.Arn")]
    private static partial Regex Arn();

    [GeneratedRegex("{(.*?)}")]
    private static partial Regex Braces();
}
