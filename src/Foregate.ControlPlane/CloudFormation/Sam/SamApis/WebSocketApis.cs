// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary><c>AWS::Serverless::WebSocketApi</c>: a WebSocket API with routes to functions, its stage, and all that its properties ask for beside them.</summary>
internal static class WebSocketApis
{
    private const string Tag = "websocketapi:createdBy";
    private const string Connect = "$connect";
    private const string DefaultStage = "default";

    private static readonly string[] s_auth = ["AuthArn", "AuthType", "InvokeRole", "IdentitySource", "Name"];

    private static readonly string[] s_route =
    [
        "ApiKeyRequired", "FunctionArn", "IntegrationTimeout", "ModelSelectionExpression", "OperationName", "RequestModels", "RequestParameters", "RouteResponseSelectionExpression",
    ];

    public static SamType Type { get; } = new(
        new SamProperties(
            SamNames.WebSocketApi,
            "ApiKeySelectionExpression=text AccessLogSettings=map Auth=map DefaultRouteSettings=map Description=text DisableExecuteApiEndpoint=bool Domain=map"
            + " DisableSchemaValidation=bool IpAddressType=text Name=text PropagateTags=bool Routes!==map RouteSelectionExpression!=text RouteSettings=map"
            + " StageName=text StageVariables=map Tags=map"),
        Transform,
        ("Stage", HttpApis.Stage),
        ("DomainName", V2Domains.DomainName));

    private static List<SamResource> Transform(SamRun run, SamResource api)
    {
        if (api["Domain"] is { } domain)
        {
            api["Domain"] = domain = run.Resolve(domain);
            if (domain["MutualTlsAuthentication"] is { IsTruthy: true } tls)
            {
                throw new SamRefusal(tls, "Mutual TLS domain name association is not supported for Websocket APIs.", "Remove it.");
            }
        }

        if (api["Routes"] is not { IsTruthy: true } routes)
        {
            throw new SamRefusal(api["Routes"] ?? api.Place, "WebSocket API must have at least one route.", "Write one, such as $default.");
        }

        if (api["IpAddressType"] is { } type && !Intrinsic.Is(type) && type is not { Text: "ipv4" or "dualstack" })
        {
            throw new SamRefusal(type, "IpAddressType must be 'ipv4' or 'dualstack'.", "Write one of them.");
        }

        var authType = CheckAuth(api, routes);
        var tags = RestApis.Truthy(api["Tags"])?.Shallow() ?? SamNode.Map();
        tags.Set(Tag, "SAM");
        List<SamResource> made = [Api(api, tags)];
        var routeIds = new List<SamNode>();
        foreach (var entry in routes.Entries)
        {
            Expect.Each(run, api, () => routeIds.Add(Route(api, entry, authType, made).LogicalId));
        }

        Expect.Each(run, api, () => made.AddRange(V2Domains.Make(run, api, SamNode.Map((Tag, "SAM")))), () => made.Add(Stage(api, routeIds)));
        if (authType == "CUSTOM")
        {
            AddAuthorizer(api, made);
        }

        Tags.Propagate(made, tags, api["PropagateTags"]);
        return made;
    }

    private static SamResource Api(SamResource api, SamNode tags)
    {
        var made = new SamResource(api.LogicalId, "AWS::ApiGatewayV2::Api", api.Attributes) { DependsOn = api.DependsOn };
        foreach (var property in (string[])["ApiKeySelectionExpression", "Description", "DisableExecuteApiEndpoint", "DisableSchemaValidation", "IpAddressType", "RouteSelectionExpression"])
        {
            made[property] = api[property];
        }

        made["Name"] = api["Name"] ?? api.LogicalId;
        made["ProtocolType"] = "WEBSOCKET";
        made["Tags"] = tags;
        return made;
    }

    private static string? CheckAuth(SamResource api, SamNode routes)
    {
        if (api["Auth"] is not { IsTruthy: true } auth)
        {
            return null;
        }

        Expect.Known(auth, "Auth", s_auth);
        if (!routes.Has(Connect))
        {
            throw new SamRefusal(auth, "Authorization is only available if there is a $connect route.", "Write the route, or remove Auth.");
        }

        var type = auth["AuthType"] is { IsText: true, IsTruthy: true } given
            ? given.Text
            : throw new SamRefusal(auth, "AuthType must be specified for additional auth configurations.", "Write AWS_IAM, CUSTOM or NONE.");
        return type switch
        {
            "CUSTOM" when auth["AuthArn"] is not { IsTruthy: true } => throw new SamRefusal(auth, "AuthArn must be specified if AuthType is CUSTOM.", "Write the function's ARN."),
            "AWS_IAM" or "NONE" when auth.Count > 1 => throw new SamRefusal(auth, $"No additional configurations supported for AuthType {type}.", "Remove them."),
            "CUSTOM" or "AWS_IAM" or "NONE" => type,
            _ => throw new SamRefusal(auth["AuthType"], "AuthType is not one of AWS_IAM, CUSTOM or NONE.", "Write one of them, in capitals."),
        };
    }

    private static SamResource Route(SamResource api, SamEntry entry, string? authType, List<SamResource> made)
    {
        var properties = Expect.Map(entry.Value, $"Routes.{entry.Key}")!;
        Expect.Known(properties, $"Routes.{entry.Key}", s_route);
        var function = properties["FunctionArn"] ?? throw new SamRefusal(properties, "Route must have associated function.", "Write FunctionArn.");
        if (properties["RequestParameters"] is { IsTruthy: true } parameters && entry.Key != Connect)
        {
            throw new SamRefusal(parameters, "Request parameters are only supported for the $connect route in WebSocket APIs.", "Remove them.");
        }

        var prefix = $"{api.LogicalId}{IdPart(entry)}";
        var integration = New($"{prefix}Integration", "AWS::ApiGatewayV2::Integration");
        var route = New($"{prefix}Route", "AWS::ApiGatewayV2::Route");
        route["RouteKey"] = entry.Key;
        foreach (var property in (string[])["ApiKeyRequired", "ModelSelectionExpression", "OperationName", "RequestModels", "RouteResponseSelectionExpression"])
        {
            route[property] = properties[property];
        }

        route["RequestParameters"] = RestApis.Truthy(properties["RequestParameters"]);
        route["Target"] = SamNode.Map(("Fn::Join", SamNode.List("/", SamNode.List("integrations", integration.Ref()))));
        if (entry.Key == Connect && authType is not null)
        {
            route["AuthorizationType"] = authType;
            route["AuthorizerId"] = authType == "CUSTOM" ? SamNode.Ref($"{api.LogicalId}ConnectAuthorizer") : null;
        }

        integration["IntegrationType"] = "AWS_PROXY";
        integration["IntegrationUri"] = Uri("FunctionArn", function);
        integration["TimeoutInMillis"] = properties["IntegrationTimeout"];

        const string source = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:";
        var stage = api["StageName"] ?? DefaultStage;
        var permission = Invocations.Permission(
            new SamResource($"{prefix}Permission", "AWS::Lambda::Permission", api.HandedOn()) { Place = properties },
            function,
            stage.IsText
                ? SamNode.Sub($"{source}${{{api.LogicalId}.ApiId}}/{stage.Text}/{entry.Key}")
                : SamNode.Sub($"{source}${{{api.LogicalId}.ApiId}}/${{__StageName__}}/{entry.Key}", SamNode.Map(("__StageName__", stage))));
        made.AddRange([route, integration, permission]);
        return route;

        SamResource New(string id, string type)
        {
            var resource = new SamResource(id, type, api.HandedOn()) { Place = properties };
            resource["ApiId"] = api.Ref();
            return resource;
        }
    }

    private static string IdPart(SamEntry route)
    {
        var key = route.Key is Connect or "$disconnect" or "$default" ? route.Key[1..] : route.Key;
        return RestApis.IsAlphanumeric(key)
            ? char.ToUpperInvariant(key[0]) + key[1..].ToLowerInvariant()
            : throw new SamRefusal(
                route.Value, $"Route key '{route.Key}' must be alphanumeric. Only $connect, $disconnect, and $default special routes are supported.", "Rename it.");
    }

    private static SamNode Uri(string variable, SamNode function) => SamNode.Sub(
        $"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{{variable}}}/invocations", SamNode.Map((variable, function)));

    private static SamResource Stage(SamResource api, List<SamNode> routeIds)
    {
        var name = api["StageName"] ?? DefaultStage;
        if (name is { IsText: true, Text: "$default" })
        {
            throw new SamRefusal(name, "Stages cannot be named $default for WebSocket APIs.", "Use another name.");
        }

        var prefix = !name.IsText ? "" : name.Text == DefaultStage ? "Default" : name.Text;
        var stage = new SamResource($"{api.LogicalId}{prefix}Stage", HttpApis.Stage, api.HandedOn());
        stage["ApiId"] = api.Ref();
        stage["StageName"] = name;
        foreach (var property in (string[])["StageVariables", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings"])
        {
            stage[property] = api[property];
        }

        stage["Tags"] = SamNode.Map((Tag, "SAM"));
        stage["AutoDeploy"] = true;

        // Settings of a route cannot precede the route.
        stage.DependsOn = api["RouteSettings"] is { IsTruthy: true } ? SamNode.List([.. routeIds]) : null;
        return stage;
    }

    private static void AddAuthorizer(SamResource api, List<SamResource> made)
    {
        var auth = api["Auth"]!;
        var authorizer = new SamResource($"{api.LogicalId}ConnectAuthorizer", "AWS::ApiGatewayV2::Authorizer", api.HandedOn()) { Place = auth };
        authorizer["ApiId"] = api.Ref();
        authorizer["AuthorizerCredentialsArn"] = auth["InvokeRole"];
        authorizer["AuthorizerType"] = "REQUEST";
        authorizer["AuthorizerUri"] = Uri("AuthArn", auth["AuthArn"]!);
        authorizer["IdentitySource"] = auth["IdentitySource"];
        authorizer["Name"] = RestApis.Truthy(auth["Name"]) ?? authorizer.LogicalId;
        made.Add(authorizer);
        if (auth["InvokeRole"] is not { IsTruthy: true })
        {
            made.Add(Invocations.OfAuthorizer($"{api.LogicalId}AuthorizerPermission", auth["AuthArn"]!, api, "${AWS::Partition}"));
        }
    }
}
