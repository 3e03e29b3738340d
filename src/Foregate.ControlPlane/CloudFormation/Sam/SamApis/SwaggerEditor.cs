// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>
/// Changes a REST API's definition, or a copy of it. Which mappings are in hashed order, when keys go in and when the whole is copied are SAM's: the
/// deployment's logical id is a hash of the definition in that order.
/// </summary>
internal sealed partial class SwaggerEditor
{
    private const string SecurityDefinitions = "securityDefinitions";
    private const string GatewayResponses = "x-amazon-apigateway-gateway-responses";
    private const string PolicyKey = "x-amazon-apigateway-policy";

    private readonly bool _isCopy;
    private readonly SamNode _document;
    private readonly SamNode _gatewayResponses;
    private readonly SamNode _definitions;

    /// <param name="document">The definition.</param>
    /// <param name="place">What is told of when it is none.</param>
    /// <param name="isCopy">Whether a copy is changed. Events share nothing with others, and are many: they change the definition itself.</param>
    public SwaggerEditor(SamNode? document, SamNode? place, bool isCopy = false)
    {
        if (!IsValid(document))
        {
            throw new SamRefusal(place ?? document, "Invalid Swagger document.", "Write a document with swagger: \"2.0\" or openapi: 3.0.1, and paths.");
        }

        _isCopy = isCopy;
        _document = isCopy ? document!.Copy() : document!;
        if (!isCopy)
        {
            _document.Settle();
        }

        Paths = new ApiPaths(_document["paths"]!);
        Security = OrNew(SecurityDefinitions);
        _gatewayResponses = OrNew(GatewayResponses);
        Policy = OrNew(PolicyKey);
        _definitions = OrNew("definitions");
        foreach (var entry in Paths.Node.Entries)
        {
            foreach (var item in ApiPaths.Contents(entry.Value))
            {
                ApiPaths.Item(item, entry.Key);
            }
        }
    }

    public ApiPaths Paths { get; }

    public SamNode Security { get; }

    public SamNode Policy { get; }

    /// <summary>The document as it is now.</summary>
    public SamNode Document
    {
        get
        {
            SetUnlessEmpty(SecurityDefinitions, Security);
            SetUnlessEmpty(GatewayResponses, _gatewayResponses);
            SetUnlessEmpty("definitions", _definitions);
            if (_isCopy)
            {
                return _document.Copy();
            }

            Unsettle();
            _document.Settle();
            return _document;
        }
    }

    /// <summary>Whether the document is OpenAPI 3.</summary>
    public bool IsOpenApi3 => _document["openapi"] is { IsTruthy: true } version && IsVersion3(version);

    public bool IsSwagger => _document["swagger"] is not null;

    public static bool IsValid(SamNode? document) =>
        document is { IsMap: true, IsTruthy: true } && document["paths"] is { IsMap: true }
        && (document["swagger"] is { IsTruthy: true } || (document["openapi"] is { IsTruthy: true } version && IsVersion3(version)));

    public static bool IsVersion3(SamNode version) => Version3().IsMatch(version.Text);

    /// <summary>What SAM starts an API without a definition with.</summary>
    public static SamNode Skeleton() => SamNode.HashedMap(
        ("swagger", "2.0"),
        ("info", SamNode.HashedMap(("version", "1.0"), ("title", SamNode.Ref("AWS::StackName")))),
        ("paths", SamNode.HashedMap()));

    public void AddLambda(SamNode path, SamNode method, SamNode uri, SamNode? methodAuth, SamNode? apiAuth, SamNode? condition, string partition)
    {
        var name = ApiPaths.Normal(method);
        Paths.Add(path, method);
        uri = condition is null ? uri : SamNode.If(condition, uri);
        foreach (var item in ApiPaths.Contents(Paths.Node[path.Text]))
        {
            var operation = ApiPaths.Definition(ApiPaths.Item(item, path.Text)[name.Text], path.Text, method.Text);
            var integration = SamNode.HashedMap(("type", "aws_proxy"), ("httpMethod", "POST"), ("uri", uri)).At(method);
            operation.Set(ApiPaths.Integration, integration);
            if (Credentials(methodAuth, apiAuth, partition) is { } credentials)
            {
                integration.Set("credentials", credentials);
            }

            SetDefault(operation, "responses", SamNode.HashedMap());
            if (condition is not null)
            {
                item.Set(name.Text, SamNode.If(condition, operation));
            }
        }
    }

    public void AddStateMachine(SamNode path, SamNode method, SamNode uri, SamNode credentials, SamNode templates, SamNode? condition)
    {
        var name = ApiPaths.Normal(method);
        Paths.Add(path, method);
        uri = condition is null ? uri : SamNode.If(condition, uri);
        foreach (var item in ApiPaths.Contents(Paths.Node[path.Text]))
        {
            var operation = ApiPaths.Definition(ApiPaths.Item(item, path.Text)[name.Text], path.Text, method.Text);
            var responses = SamNode.HashedMap(("200", SamNode.HashedMap(("statusCode", "200"))), ("400", SamNode.HashedMap(("statusCode", "400"))));
            operation.Set(
                ApiPaths.Integration,
                SamNode.HashedMap(("type", "aws"), ("httpMethod", "POST"), ("uri", uri), ("responses", responses), ("credentials", credentials)).At(method));
            SetDefault(operation, "responses", SamNode.HashedMap(("200", SamNode.HashedMap(("description", "OK"))), ("400", SamNode.HashedMap(("description", "Bad Request")))));
            operation[ApiPaths.Integration]!.Update(SamNode.Map(("requestTemplates", templates)));
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

    public void DisableExecuteApi(SamNode disable)
    {
        const string configuration = "x-amazon-apigateway-endpoint-configuration";
        if (!IsOpenApi3)
        {
            Deep(_document);
            return;
        }

        var servers = _document["servers"] ?? SamNode.List(SamNode.HashedMap());
        foreach (var server in servers.Items)
        {
            Deep(server.IsMap ? server : throw new SamRefusal(server, "Value of 'servers' item must be a dictionary according to Swagger spec.", "Write an object with a url."));
        }

        _document.Set("servers", servers);

        void Deep(SamNode into)
        {
            SetDefault(into, configuration, SamNode.Map());
            into[configuration]!.Set("disableExecuteApiEndpoint", disable);
        }
    }

    public void SetBinaryMediaTypes(SamNode types) => _document.Set("x-amazon-apigateway-binary-media-types", Slashed(types));

    public void AddGatewayResponse(SamEntry type, SamNode response) => _gatewayResponses.Set(type.Key, response, type.IsGiven, type.Location);

    public void AddModel(SamEntry model)
    {
        if (model.Value["type"] is not { IsTruthy: true })
        {
            throw new SamRefusal(model.Value, "'Models' schema is missing 'type'.", "Write type: object.");
        }

        _definitions.Set(model.Key.ToLowerInvariant(), model.Value, model.IsGiven, model.Location);
    }

    /// <summary>Writes what was found out of a resource policy into the document.</summary>
    public void KeepPolicy() => _document.Set(PolicyKey, Policy);

    /// <summary>An entry that is only there when nothing was.</summary>
    public static SamNode SetDefault(SamNode map, string key, SamNode value)
    {
        if (!map.Has(key))
        {
            map.Set(key, value);
        }

        return map[key] ?? value;
    }

    /// <summary>The top of the document.</summary>
    public SamNode Root => _document;

    [GeneratedRegex(@"\A3(\.\d)(\.\d)?$")]
    private static partial Regex Version3();

    private static SamNode? Credentials(SamNode? method, SamNode? api, string partition)
    {
        var isIam = method?["Authorizer"] is { Text: "AWS_IAM" } || (api?["DefaultAuthorizer"] is { Text: "AWS_IAM" } && method is not { IsTruthy: true });
        if (!isIam)
        {
            return null;
        }

        var role = Role(method) ?? Role(api);
        if (role is { IsText: true, Text: "NONE" })
        {
            return null;
        }

        return role is null or { IsText: true, Text: "CALLER_CREDENTIALS" } ? $"arn:{partition}:iam::*:user/*" : role;

        static SamNode? Role(SamNode? auth) => auth?["InvokeRole"] is { IsTruthy: true } role ? role : auth?.Has("InvokeRole") == true ? (SamNode)"NONE" : null;
    }

    private static SamNode Slashed(SamNode node)
    {
        if (node.IsMap)
        {
            var map = SamNode.HashedMap();
            foreach (var entry in node.Entries)
            {
                map.Set(entry.Key.Replace("~1", "/", StringComparison.Ordinal), Slashed(entry.Value), isGiven: true, entry.Location);
            }

            return map.At(node);
        }

        if (node.IsList)
        {
            return SamNode.List([.. node.Items.Select(Slashed)]).At(node);
        }

        return node.IsText ? SamNode.Given(node.Text.Replace("~1", "/", StringComparison.Ordinal)).At(node) : node;
    }

    private void Unsettle()
    {
        foreach (var entry in _document.Entries.Where(entry => !ReferenceEquals(entry.Value, Paths.Node)))
        {
            entry.Value.Unsettle(isDeep: true);
        }

        Paths.Unsettle();
        _document.Unsettle(isDeep: false);
    }

    private SamNode OrNew(string key) => Expect.Map(_document[key], key) is { IsTruthy: true } there ? there : SamNode.HashedMap();

    private void SetUnlessEmpty(string key, SamNode value)
    {
        if (value.IsTruthy)
        {
            _document.Set(key, value);
        }
    }
}
