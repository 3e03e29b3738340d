// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>Events of type <c>HttpApi</c>: a route of an HTTP API, and the permission to invoke the function.</summary>
internal static partial class HttpApiEvents
{
    private const string Partition = "${AWS::Partition}";

    private static readonly string[] s_auth = ["Authorizer", "AuthorizationScopes"];

    public static SamEventType Type { get; } = new(
        new SamProperties("an HttpApi event", "Path=text Method=text ApiId=text|map Stage=text Auth=map TimeoutInMillis=int RouteSettings=map PayloadFormatVersion=text"), Make);

    private static IEnumerable<SamResource> Make(SamEvent trigger)
    {
        if (ApiEvents.ApiId(trigger["ApiId"]) is not { IsText: true } id || trigger.Run.Resources[id.Text] is not { IsMap: true } resource)
        {
            throw trigger.Refuse("ApiId", "ApiId must be a valid reference to an 'AWS::Serverless::HttpApi' resource in same template.", "Write ApiId: !Ref MyApi.");
        }

        var api = resource["Properties"] ?? SamNode.Map();
        var path = trigger["Path"]!;
        var method = ApiEvents.Method(trigger);
        var permission = Permission(trigger, api, path.Text, method.Text);
        if (api["DefinitionBody"] is { } definition)
        {
            api.Set("DefinitionBody", Integrate(trigger, api, definition, path, method));
        }

        return permission is null ? [] : [permission];
    }

    private static SamResource? Permission(SamEvent trigger, SamNode api, string given, string method)
    {
        var path = TrailingSlash().Replace(given, "$1");
        if (path == OpenApiEditor.DefaultPath)
        {
            path = "";
        }
        else if (api["DefinitionBody"] is { IsTruthy: true } definition
            && new OpenApiEditor(definition, api).Invokes(OpenApiEditor.DefaultPath, ApiPaths.AnyMethod, trigger.Target.LogicalId))
        {
            // The permission of the function's default route is for all routes.
            return null;
        }

        path = OpenApiEditor.Wildcards(path);
        var name = method is "any" or ApiPaths.AnyMethod ? "*" : method.ToUpperInvariant();
        var resource = method == "any" && path == $"/{OpenApiEditor.DefaultPath}" ? path : $"/{name}{path}";
        return Invocations.OfEvent(trigger, "", Partition, resource, trigger["ApiId"]!);
    }

    private static SamNode Integrate(SamEvent trigger, SamNode api, SamNode definition, SamNode path, SamNode method)
    {
        var editor = new OpenApiEditor(definition, api);
        if (api["__MANAGE_SWAGGER"] is { IsTruthy: true } && editor.Paths.HasIntegration(path, method))
        {
            throw trigger.Refuse("Path", $"API method '{method.Text}' defined multiple times for path '{path.Text}'.", "Keep one of the events.");
        }

        editor.AddLambda(path, method, Invocations.Uri(trigger, Partition), trigger.Owner.Attributes["Condition"]);
        if (Expect.Map(trigger["Auth"], "Auth") is { IsTruthy: true } auth)
        {
            Authorize(trigger, editor, Expect.Map(api["Auth"], "Auth"), auth, path, method);
        }

        if (trigger["TimeoutInMillis"] is { IsTruthy: true } timeout)
        {
            editor.SetIntegration(path, method, "timeoutInMillis", timeout);
        }

        editor.AddPathParameters(path, method);
        if (trigger["PayloadFormatVersion"] is { IsTruthy: true } version)
        {
            editor.SetIntegration(path, method, "payloadFormatVersion", version);
        }

        return editor.Document;
    }

    private static void Authorize(SamEvent trigger, OpenApiEditor editor, SamNode? apiAuth, SamNode auth, SamNode path, SamNode method)
    {
        Expect.Told(trigger.Run, auth, "Auth", s_auth);
        var name = RestApis.Truthy(auth["Authorizer"]) ?? RestApis.Truthy(apiAuth?["DefaultAuthorizer"]) ?? throw trigger.Refuse(
            "Auth", "'Auth' section requires either an explicit 'Authorizer' set or a 'DefaultAuthorizer' configured on the HttpApi.", "Name an authorizer.");
        var isIam = name is { IsText: true, Text: "AWS_IAM" } && apiAuth?["EnableIamAuthorizer"] is { IsTrue: true };
        var authorizers = apiAuth?["Authorizers"];
        var unable = $"Unable to set Authorizer [{name.Text}] on API method [{method.Text}] for path [{path.Text}]";
        if (name is { IsText: true, Text: "NONE" })
        {
            if (apiAuth?["DefaultAuthorizer"] is not { IsTruthy: true })
            {
                throw trigger.Refuse(
                    "Auth",
                    $"Unable to set Authorizer on API method [{method.Text}] for path [{path.Text}] because 'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.",
                    "Remove the Authorizer.");
            }
        }
        else if (!isIam && (!name.IsText || authorizers is not { IsMap: true }))
        {
            throw trigger.Refuse(
                "Auth", $"{unable}. The method authorizer must be a string with a corresponding dict entry in the api authorizer.", "Define it under Auth.Authorizers of the API.");
        }
        else if (!isIam && authorizers![name.Text] is not { IsTruthy: true })
        {
            throw trigger.Refuse("Auth", $"{unable} because it wasn't defined in the API's Authorizers.", "Define it, or name one that is.");
        }

        if (auth["AuthorizationScopes"] is { IsTruthy: true, IsList: false } wrong)
        {
            throw new SamRefusal(
                wrong,
                $"Event with id [{trigger.EventId}] is invalid. Unable to set Authorizer on API method [{method.Text}] for path [{path.Text}] because 'AuthorizationScopes' must be a list of strings.",
                "Write a list.");
        }

        var scopes = name.Text is "NONE" or "AWS_IAM" ? null : RestApis.Truthy(auth["AuthorizationScopes"]) ?? RestApis.Truthy(authorizers?[name.Text]?["AuthorizationScopes"]);
        editor.SetAuthorizer(path, method, name.Text, scopes ?? SamNode.List());
    }

    [GeneratedRegex(@"^(.+)/$")]
    private static partial Regex TrailingSlash();
}
