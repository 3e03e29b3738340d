// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>Events of type <c>Api</c>: a method of a REST API, and the permission to invoke the function.</summary>
internal static partial class ApiEvents
{
    private static readonly string[] s_parameter = ["Required", "Caching"];

    public static SamEventType OfFunctions { get; } = new(
        new SamProperties("an Api event", "Path!=text Method!=text RestApiId=text|map Stage=text Auth=map TimeoutInMillis=int ResponseTransferMode=text RequestModel=map RequestParameters=list"), Make);

    /// <summary>The logical id of an API, out of a reference or as it is; a mapping when it is neither.</summary>
    public static SamNode? ApiId(SamNode? id) => id is { IsMap: true } && id["Ref"] is { } reference ? reference : id;

    /// <summary>The API that an event is for, with its live properties.</summary>
    public static (string LogicalId, SamNode Properties) Api(SamEvent trigger)
    {
        if (ApiId(trigger["RestApiId"]) is not { IsText: true } id || trigger.Run.Resources[id.Text] is not { IsMap: true } api)
        {
            throw trigger.Refuse("RestApiId", "RestApiId property of Api event must reference a valid resource in the same template.", "Write RestApiId: !Ref MyApi.");
        }

        if (api["Properties"]?["StageName"] is { IsText: true, IsTruthy: false })
        {
            throw trigger.Refuse("RestApiId", "StageName cannot be empty.", "Name the API's stage.");
        }

        return (id.Text, api["Properties"] ?? SamNode.Map());
    }

    /// <summary>What names the stage in logical ids and policies.</summary>
    public static SamNode Stage(SamNode api) => api["StageName"] is { IsText: true } name ? name : "Stage";

    public static SamNode Method(SamEvent trigger)
    {
        var method = trigger["Method"]!;
        return method.IsText
            ? (method.IsGiven ? SamNode.Given(method.Text.ToLowerInvariant()) : method.Text.ToLowerInvariant()).At(method)
            : throw trigger.Refuse("Method", "Api Event must have a String specified for 'Method'.", "Write a method such as get.");
    }

    private static IEnumerable<SamResource> Make(SamEvent trigger)
    {
        var (id, api) = Api(trigger);
        var path = trigger["Path"]!;
        var method = Method(trigger);
        var resource = $"/{(method.Text == "any" ? "*" : method.Text.ToUpperInvariant())}{SwaggerPolicy.Wildcards(TrailingSlash().Replace(path.Text, "$1"))}";
        var permission = Invocations.OfEvent(trigger, Stage(api).Text, trigger.Run.Partition, resource, trigger["RestApiId"]!);
        if (api["__MANAGE_SWAGGER"] is { IsTruthy: true } || api["MergeDefinitions"] is { IsTruthy: true })
        {
            Integrate(trigger, id, api, path, method);
        }
        else if (trigger["Auth"] is { IsMap: true } auth && MethodAuth.IsOverriding(auth) && api["DefinitionBody"] is { IsTruthy: true } definition)
        {
            // The template's own document gets nothing from its events but this.
            var editor = new SwaggerEditor(definition, api);
            MethodAuth.Add(trigger, editor, api, path, method, auth, Stage(api));
            api.Set("DefinitionBody", editor.Document);
        }

        return [permission];
    }

    private static void Integrate(SamEvent trigger, string id, SamNode api, SamNode path, SamNode method)
    {
        if (api["DefinitionBody"] is not { } definition)
        {
            return;
        }

        var isMerged = api["MergeDefinitions"] is { IsTruthy: true };
        var editor = new SwaggerEditor(isMerged ? SwaggerEditor.Skeleton() : definition, api);
        if (editor.Paths.HasIntegration(path, method))
        {
            throw trigger.Refuse("Path", $"API method \"{method.Text}\" defined multiple times for path \"{path.Text}\".", "Keep one of the events.");
        }

        var auth = Expect.Map(trigger["Auth"], "Auth");
        var apiAuth = Expect.Map(api["Auth"], "Auth");
        var mode = trigger["ResponseTransferMode"];
        var isStream = mode is { IsText: true, Text: "STREAM" };
        editor.AddLambda(path, method, Invocations.Uri(trigger, trigger.Run.Partition, isStream), auth, apiAuth, trigger.Owner.Attributes["Condition"], trigger.Run.Partition);
        if (auth is { IsTruthy: true })
        {
            MethodAuth.Add(trigger, editor, api, path, method, auth, Stage(api));
        }

        if (Expect.Map(trigger["RequestModel"], "RequestModel") is { IsTruthy: true } model)
        {
            AddModel(trigger, editor, api, path, method, model);
        }

        if (trigger["RequestParameters"] is { IsTruthy: true } parameters)
        {
            SwaggerRequests.AddParameters(editor, path, method, [.. parameters.Items.Select(parameter => Parameter(trigger, parameter))]);
        }

        if (trigger["TimeoutInMillis"] is { IsTruthy: true } timeout)
        {
            editor.SetIntegration(path, method, "timeoutInMillis", timeout);
        }

        if (mode is { IsTruthy: true })
        {
            editor.SetIntegration(path, method, "responseTransferMode", mode);
        }

        api.Set("DefinitionBody", isMerged ? Merged(id, definition, editor, path, method) : editor.Document);
    }

    private static void AddModel(SamEvent trigger, SwaggerEditor editor, SamNode api, SamNode path, SamNode method, SamNode model)
    {
        if (model["Model"] is not { IsTruthy: true } name)
        {
            return;
        }

        var unable = $"Unable to set RequestModel [{name.Text}] on API method [{method.Text}] for path [{path.Text}] because";
        if (api["Models"] is not { IsTruthy: true } models)
        {
            throw trigger.Refuse("RequestModel", $"{unable} the related API does not define any Models.", "Define the model under Models of the API.");
        }

        if (!name.IsText || !models.IsMap || models[name.Text] is not { IsTruthy: true })
        {
            throw trigger.Refuse("RequestModel", $"{unable} it wasn't defined in the API's Models.", "Define it, or name one that is.");
        }

        SwaggerRequests.AddModel(editor, path, method, model);
        if (model["ValidateBody"] is not null || model["ValidateParameters"] is not null)
        {
            SwaggerRequests.AddValidator(editor, path, method, Flag("ValidateBody"), Flag("ValidateParameters"));
        }

        bool Flag(string property) => model[property] switch
        {
            null => false,
            { Kind: Documents.NodeKind.Boolean } flag => flag.IsTrue,
            var other => throw new SamRefusal(
                other,
                $"Event with id [{trigger.EventId}] is invalid. Unable to set Validator to RequestModel [{name.Text}] on API method [{method.Text}] for path [{path.Text}] ValidateBody and ValidateParameters must be a boolean type, strings or intrinsics are not supported.",
                "Write true or false."),
        };
    }

    private static (SamNode Name, SamNode Required, bool IsCached) Parameter(SamEvent trigger, SamNode parameter)
    {
        if (!parameter.IsText && parameter is not { IsMap: true, Count: > 0 })
        {
            throw new SamRefusal(parameter, $"Event with id [{trigger.EventId}] is invalid. Invalid value for 'RequestParameters' property. Property must be either a string or an object.", "Write method.request.header.Name.");
        }

        var entry = parameter.IsMap ? parameter.Entries.First() : default;
        var name = parameter.IsText ? parameter : entry.IsGiven ? SamNode.Given(entry.Key) : entry.Key;
        if (!ParameterName().IsMatch(name.Text))
        {
            throw new SamRefusal(
                parameter,
                $"Event with id [{trigger.EventId}] is invalid. Invalid value for 'RequestParameters' property. Keys must be in the format 'method.request.[querystring|path|header].{{value}}', e.g 'method.request.header.Authorization'.",
                "Write such a name.");
        }

        if (!parameter.IsMap)
        {
            return (name, false, false);
        }

        if (!entry.Value.IsMap || entry.Value.Keys.Any(key => !s_parameter.Contains(key)))
        {
            throw new SamRefusal(entry.Value, $"Event with id [{trigger.EventId}] is invalid. Invalid value for 'RequestParameters' property. Values must be an object, e.g {{ Required: true, Caching: false }}.", "Write Required or Caching.");
        }

        return (name, entry.Value["Required"] ?? false, entry.Value["Caching"] is { IsTruthy: true });
    }

    // What the event makes wins over what the template's own document says of the same method.
    private static SamNode Merged(string id, SamNode definition, SwaggerEditor editor, SamNode path, SamNode method)
    {
        var merged = definition.Shallow();
        var paths = Expect.Map(merged["paths"], $"DefinitionBody of {id}: paths") ?? SamNode.Map();
        var item = Expect.Map(paths[path.Text], path.Text);
        var operation = SamNode.Map();
        operation.Update(Expect.Map(item?[method.Text], $"DefinitionBody.paths.{path.Text}.{method.Text}") ?? SamNode.Map());
        operation.Update(editor.Document["paths"]![path.Text]![ApiPaths.Normal(method).Text]!);
        if (item is null)
        {
            paths.Set(path.Text, item = SamNode.Map(), path.IsGiven, path.Location);
        }

        item.Set(method.Text, operation, method.IsGiven, method.Location);
        return merged;
    }

    [GeneratedRegex(@"^(.+)/$")]
    private static partial Regex TrailingSlash();

    [GeneratedRegex(@"^method\.request\.(querystring|path|header)\.")]
    private static partial Regex ParameterName();
}
