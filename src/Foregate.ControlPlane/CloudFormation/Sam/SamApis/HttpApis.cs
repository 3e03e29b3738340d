// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary><c>AWS::Serverless::HttpApi</c>: an HTTP API with its stage, and all that its properties ask for beside them.</summary>
internal static class HttpApis
{
    public const string Stage = "AWS::ApiGatewayV2::Stage";

    private const string Tag = "httpapi:createdBy";

    private static readonly string[] s_auth = ["Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer"];

    public static SamType Type { get; } = new(
        new SamProperties(
            SamNames.HttpApi,
            "__MANAGE_SWAGGER Name StageName=text|map Tags=map PropagateTags=bool DefinitionBody=map DefinitionUri=text|map StageVariables=map"
            + " CorsConfiguration=bool|map AccessLogSettings=map DefaultRouteSettings=map Auth=map RouteSettings=map Domain=map FailOnWarnings=bool"
            + " Description=text DisableExecuteApiEndpoint=bool"),
        Transform,
        ("Stage", Stage),
        ("DomainName", V2Domains.DomainName));

    private static List<SamResource> Transform(SamRun run, SamResource api)
    {
        foreach (var name in (string[])["CorsConfiguration", "Domain"])
        {
            if (api[name] is { } value)
            {
                api[name] = run.Resolve(value);
            }
        }

        var http = new SamResource(api.LogicalId, "AWS::ApiGatewayV2::Api", api.Attributes) { DependsOn = api.DependsOn };
        var given = RestApis.Truthy(api["DefinitionBody"]);
        if (api["DefinitionUri"] is { IsTruthy: true } uri)
        {
            http["BodyS3Location"] = given is null ? S3Location.Of(uri) : throw new SamRefusal(uri, "Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.", "Keep one of them.");
        }
        else if (given is null)
        {
            throw new SamRefusal(
                api.Place,
                "'DefinitionUri' or 'DefinitionBody' are required properties of an 'AWS::Serverless::HttpApi'. Add a value for one of these properties or add a 'HttpApi' event to an 'AWS::Serverless::Function'.",
                "Write the document, or an event.");
        }

        var tags = api["Tags"];
        http["Body"] = Define(run, api, given, ref tags);
        http["FailOnWarnings"] = RestApis.Truthy(api["FailOnWarnings"]);
        List<SamResource> made = [http];
        var all = tags;
        Expect.Each(run, api, () => made.AddRange(Permissions(run, api)), () => made.AddRange(V2Domains.Make(run, api, all)));
        made.Add(MakeStage(api, tags));
        Tags.Propagate(made, api["Tags"] is null ? null : tags, api["PropagateTags"]);
        return made;
    }

    private static IEnumerable<SamResource> Permissions(SamRun run, SamResource api) => api["Auth"] is { IsTruthy: true } auth
        ? HttpAuthorizer.Of(run, auth).Where(entry => entry.Value.NeedsPermission)
            .Select(entry => Invocations.OfAuthorizer($"{api.LogicalId}{entry.Key}AuthorizerPermission", entry.Value.FunctionArn!, api, "${AWS::Partition}"))
        : [];

    private static SamNode? Define(SamRun run, SamResource api, SamNode? given, ref SamNode? tags)
    {
        var body = given;
        Expect.Each(
            run,
            api,
            () =>
            {
                if (api["CorsConfiguration"] is { IsTruthy: true } cors)
                {
                    body = Edit(cors, body, "Cors works only with inline OpenApi specified in 'DefinitionBody' property.", editor => editor.AddCors(cors));
                }
            },
            () =>
            {
                if (api["Auth"] is { IsTruthy: true } auth)
                {
                    Expect.Known(auth, "Auth", s_auth);
                    body = Edit(auth, body, "Auth works only with inline OpenApi specified in the 'DefinitionBody' property.", editor => Authorize(run, editor, auth));
                }
            });

        if (tags is { IsTruthy: true } && body is null)
        {
            throw new SamRefusal(tags, "Tags works only with inline OpenApi specified in the 'DefinitionBody' property.", "Write the document under DefinitionBody.");
        }

        if (tags is { IsTruthy: true } || OpenApiEditor.IsValid(body))
        {
            var all = RestApis.Truthy(tags)?.Shallow() ?? SamNode.Map();
            all.Set(Tag, "SAM");
            body = Edit(tags ?? api.Properties, body, "", editor => editor.AddTags(all));
            tags = all;
        }

        if (api["DisableExecuteApiEndpoint"] is { } disable)
        {
            body = Edit(disable, body, "DisableExecuteApiEndpoint works only within 'DefinitionBody' property.", editor => editor.DisableExecuteApi(disable));
        }

        if (RestApis.Truthy(api["Name"]) is { } name)
        {
            body = Inform(name, body, "Name", "title", there => !there?.SameAs(SamNode.Ref("AWS::StackName")) ?? true);
        }

        if (RestApis.Truthy(api["Description"]) is { } description)
        {
            body = Inform(description, body, "Description", "description", there => there is { IsTruthy: true });
        }

        // A path that does not start with a slash is a warning at import.
        if (api["FailOnWarnings"] is { IsTruthy: true } && body?["paths"] is { IsMap: true } paths && paths[OpenApiEditor.DefaultPath] is { } path)
        {
            paths.Remove(OpenApiEditor.DefaultPath);
            paths.Set($"/{OpenApiEditor.DefaultPath}", path);
        }

        return body;
    }

    private static SamNode Inform(SamNode value, SamNode? body, string property, string key, Func<SamNode?, bool> isTaken)
    {
        var without = $"{property} works only with inline OpenApi specified in the 'DefinitionBody' property.";
        if (Expect.Map(body?["info"], "info") is var info && isTaken(info?[key]) && body is not null)
        {
            throw new SamRefusal(
                value, $"Unable to set {property} because it is already defined within inline OpenAPI specified in the 'DefinitionBody' property.", "Keep one of them.");
        }

        return Edit(value, body, without, editor => editor.SetInfo(key, value));
    }

    private static void Authorize(SamRun run, OpenApiEditor editor, SamNode auth)
    {
        var authorizers = HttpAuthorizer.Of(run, auth);
        foreach (var (key, authorizer) in authorizers)
        {
            editor.AddScheme(key, authorizer.ToOpenApi(run.Partition));
        }

        if (auth["DefaultAuthorizer"] is not { IsTruthy: true } name || Intrinsic.IsNoValue(name))
        {
            return;
        }

        if (!name.IsText)
        {
            throw new SamRefusal(name, "Property 'Auth.DefaultAuthorizer' should be a string.", "Name an authorizer.");
        }

        if (!authorizers.TryGetValue(name.Text, out var chosen))
        {
            throw new SamRefusal(name, $"Unable to set DefaultAuthorizer because '{name.Text}' was not defined in 'Authorizers'.", "Define it, or name one that is.");
        }

        foreach (var path in editor.Paths.Node.Keys)
        {
            editor.SetDefaultAuthorizer(path, name.Text, chosen.Scopes);
        }
    }

    private static SamNode Edit(SamNode place, SamNode? body, string withoutBody, Action<OpenApiEditor> edit)
    {
        if (body is not { IsTruthy: true })
        {
            throw new SamRefusal(place, withoutBody, "Write the document under DefinitionBody.");
        }

        var editor = new OpenApiEditor(body, place);
        edit(editor);
        return editor.Document;
    }

    private static SamResource MakeStage(SamResource api, SamNode? tags)
    {
        var name = RestApis.Truthy(api["StageName"]) ?? "$default";
        var id = name is { IsText: true, Text: "$default" } ? $"{api.LogicalId}ApiGatewayDefaultStage" : RestApis.StageId(api, name);
        var stage = new SamResource(id, Stage, api.HandedOn());
        stage["ApiId"] = api.Ref();
        stage["StageName"] = name;
        foreach (var property in (string[])["StageVariables", "AccessLogSettings", "DefaultRouteSettings", "RouteSettings"])
        {
            stage[property] = api[property];
        }

        stage["Tags"] = tags;
        stage["AutoDeploy"] = true;
        return stage;
    }
}
