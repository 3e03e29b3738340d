// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>The definition of a REST API, with what the API's properties add to it, in SAM's order.</summary>
internal sealed partial class RestDefinition
{
    private static readonly string[] s_auth =
    [
        "Authorizers", "DefaultAuthorizer", "InvokeRole", "AddDefaultAuthorizerToCorsPreflight", "AddApiKeyRequiredToCorsPreflight", "ApiKeyRequired", "ResourcePolicy",
        "UsagePlan",
    ];

    private static readonly string[] s_gatewayResponse = ["ResponseParameters", "ResponseTemplates", "StatusCode"];
    private static readonly (string Property, string Prefix)[] s_parameters = [("Headers", "header."), ("Paths", "path."), ("QueryStrings", "querystring.")];

    private readonly SamRun _run;
    private readonly SamResource _api;
    private readonly OpenApi3 _openApi;
    private SamNode? _body;

    public RestDefinition(SamRun run, SamResource api)
    {
        _run = run;
        _api = api;
        _body = api["DefinitionBody"];
        _openApi = new OpenApi3(api["OpenApiVersion"]);
        Expect.Each(run, api, AddCors, AddAuth, AddGatewayResponses, AddMediaTypes, AddModels, AddEndpoint);
    }

    /// <summary>The definition as it is deployed.</summary>
    public SamNode? Finished()
    {
        if (_body is { IsTruthy: true })
        {
            _openApi.Finish(_body);
        }

        return _body;
    }

    private void AddCors()
    {
        if (_api["Cors"] is { IsTruthy: true } cors)
        {
            Edit(cors, "Cors works only with inline Swagger specified in 'DefinitionBody' property.", editor => SwaggerCors.Add(editor, cors), "Cors");
        }
    }

    private void AddAuth()
    {
        if (_api["Auth"] is not { IsTruthy: true } auth)
        {
            return;
        }

        Expect.Known(auth, "Auth", s_auth);
        Edit(auth, "Auth works only with inline Swagger specified in 'DefinitionBody' property.", editor => AddAuth(editor, auth), "Auth");
        _openApi.Finish(_body!);
    }

    private void AddAuth(SwaggerEditor editor, SamNode auth)
    {
        var name = auth["DefaultAuthorizer"];
        var authorizers = RestAuthorizer.Of(_run, auth, name);
        foreach (var (key, authorizer) in authorizers)
        {
            editor.Security.Set(key, authorizer.ToSwagger(_run.Partition), isGiven: true);
        }

        if (authorizers.Count > 0 && name is { IsTruthy: true })
        {
            if (!name.IsText)
            {
                throw new SamRefusal(name, "DefaultAuthorizer is not a string.", "Name an authorizer.");
            }

            if (!authorizers.ContainsKey(name.Text))
            {
                throw new SamRefusal(name, $"Unable to set DefaultAuthorizer because '{name.Text}' was not defined in 'Authorizers'.", "Define it, or name one that is.");
            }

            foreach (var path in editor.Paths.Node.Keys)
            {
                SwaggerSecurity.SetDefaultAuthorizer(editor, path, name, authorizers, IsSet(auth, "AddDefaultAuthorizerToCorsPreflight"));
            }
        }

        if (auth["ApiKeyRequired"] is { IsTruthy: true })
        {
            SwaggerSecurity.AddKeyDefinition(editor);
            foreach (var path in editor.Paths.Node.Keys)
            {
                SwaggerSecurity.SetDefaultKey(editor, path, IsSet(auth, "AddApiKeyRequiredToCorsPreflight"));
            }
        }

        if (Expect.Map(auth["ResourcePolicy"], "ResourcePolicy") is { IsTruthy: true } policy)
        {
            foreach (var entry in editor.Paths.Node.Entries)
            {
                SwaggerPolicy.Add(editor, policy, entry.IsGiven ? SamNode.Given(entry.Key) : entry.Key, _api["StageName"]);
            }

            if (policy["CustomStatements"] is { IsTruthy: true } statements)
            {
                SwaggerPolicy.AddCustom(editor, statements);
            }
        }
    }

    private void AddMediaTypes()
    {
        if (_api["BinaryMediaTypes"] is { IsTruthy: true } types && _body is { IsTruthy: true })
        {
            Edit(types, null, editor => editor.SetBinaryMediaTypes(types));
        }
    }

    private void AddEndpoint()
    {
        if (_api["DisableExecuteApiEndpoint"] is { } disable)
        {
            Edit(disable, "DisableExecuteApiEndpoint works only within 'DefinitionBody' property.", editor => editor.DisableExecuteApi(disable));
        }
    }

    private static bool IsSet(SamNode auth, string property) => !auth.Has(property) || auth[property] is { IsTruthy: true };

    private void AddGatewayResponses()
    {
        if (_api["GatewayResponses"] is not { IsTruthy: true } responses)
        {
            return;
        }

        foreach (var entry in responses.Entries)
        {
            if (Intrinsic.Is(entry.Value))
            {
                throw new SamRefusal(entry.Value, "Unable to set GatewayResponses attribute because intrinsic functions are not supported for this field.", "Write the response.");
            }

            Expect.Map(entry.Value, $"GatewayResponses.{entry.Key}");
            foreach (var property in entry.Value.Entries.Where(property => !s_gatewayResponse.Contains(property.Key)))
            {
                throw new SamRefusal(property.Value, $"Invalid property '{property.Key}' in 'GatewayResponses' property '{entry.Key}'.", $"Use {string.Join(", ", s_gatewayResponse)}.");
            }
        }

        Edit(responses, "GatewayResponses works only with inline Swagger specified in 'DefinitionBody' property.", editor =>
        {
            foreach (var entry in responses.Entries)
            {
                editor.AddGatewayResponse(entry, GatewayResponse(entry));
            }
        });
    }

    private static SamNode GatewayResponse(SamEntry response)
    {
        var prefixed = SamNode.HashedMap();
        var parameters = Expect.Map(response.Value["ResponseParameters"], $"GatewayResponses.{response.Key}.ResponseParameters");
        foreach (var entry in parameters?.Entries ?? [])
        {
            if (!s_parameters.Any(parameter => parameter.Property == entry.Key))
            {
                throw new SamRefusal(entry.Value, $"Invalid gateway response parameter '{entry.Key}'.", "Use Headers, Paths or QueryStrings.");
            }
        }

        foreach (var (property, prefix) in s_parameters)
        {
            foreach (var entry in Expect.Map(parameters?[property], property)?.Entries ?? [])
            {
                prefixed.Set($"gatewayresponse.{prefix}{entry.Key}", entry.Value, entry.IsGiven, entry.Location);
            }
        }

        var swagger = SamNode.HashedMap(("responseParameters", prefixed), ("responseTemplates", response.Value["ResponseTemplates"] ?? SamNode.HashedMap()));
        if (response.Value["StatusCode"] is { IsTruthy: true } status)
        {
            swagger.Set("statusCode", StatusCode().IsMatch(status.Text) ? status.Text : throw new SamRefusal(status, "Property 'StatusCode' must be numeric.", "Write a status such as 403."));
        }

        return swagger.At(response.Value);
    }

    private void AddModels()
    {
        if (_api["Models"] is not { IsTruthy: true } models)
        {
            return;
        }

        foreach (var entry in models.Entries)
        {
            Expect.Map(entry.Value, $"Models.{entry.Key}");
        }

        Edit(models, "Models works only with inline Swagger specified in 'DefinitionBody' property.", editor =>
        {
            foreach (var entry in models.Entries)
            {
                editor.AddModel(entry);
            }
        }, "Models");
        _openApi.Finish(_body!);
    }

    private void Edit(SamNode place, string? withoutBody, Action<SwaggerEditor> edit, string? subject = null)
    {
        if (_body is not { IsTruthy: true } && withoutBody is not null)
        {
            throw new SamRefusal(place, withoutBody, "Write the document under DefinitionBody.");
        }

        if (subject is not null && !SwaggerEditor.IsValid(_body))
        {
            throw new SamRefusal(
                place, $"Unable to add {subject} configuration because 'DefinitionBody' does not contain a valid Swagger definition.", "Write a document with swagger: \"2.0\" or openapi: 3.0.1, and paths.");
        }

        var editor = new SwaggerEditor(_body, place, isCopy: true);
        edit(editor);
        _body = editor.Document;
    }

    [GeneratedRegex("^[0-9]{1,3}$")]
    private static partial Regex StatusCode();
}
