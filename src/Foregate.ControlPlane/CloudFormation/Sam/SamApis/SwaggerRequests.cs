// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>What a REST API's methods take: models, validators and parameters that events name.</summary>
internal static class SwaggerRequests
{
    private const string Validators = "x-amazon-apigateway-request-validators";

    public static void AddModel(SwaggerEditor editor, SamNode path, SamNode method, SamNode model)
    {
        var given = model["Model"]!;
        var text = given.Text.ToLowerInvariant();
        var name = given.IsGiven ? SamNode.Given(text) : text;
        var required = model["Required"];
        foreach (var definition in editor.Paths.Definitions(path, method))
        {
            if (editor.IsSwagger)
            {
                var parameter = SamNode.HashedMap(("in", "body"), ("name", name), ("schema", SamNode.Map(("$ref", $"#/definitions/{text}"))), ("required", required));
                Add(definition, parameter.At(model));
            }
            else if (editor.IsOpenApi3)
            {
                var schema = SamNode.Map(("schema", SamNode.Map(("$ref", $"#/components/schemas/{text}"))));
                definition.Set("requestBody", SamNode.Map(("content", SamNode.Map(("application/json", schema))), ("required", required)).At(model));
            }
        }
    }

    public static void AddValidator(SwaggerEditor editor, SamNode path, SamNode method, bool body, bool parameters)
    {
        var name = (body, parameters) switch
        {
            (true, true) => "body-and-params",
            (true, false) => "body-only",
            (false, true) => "params-only",
            _ => "no-validation",
        };
        if (editor.Root[Validators] is not { IsTruthy: true } validators)
        {
            editor.Root.Set(Validators, validators = SamNode.HashedMap());
        }

        if (validators[name] is not { IsTruthy: true })
        {
            validators.Update(SamNode.HashedMap((name, SamNode.HashedMap(("validateRequestBody", body), ("validateRequestParameters", parameters)))));
        }

        foreach (var definition in editor.Paths.Definitions(path, method))
        {
            definition.Update(SamNode.HashedMap(("x-amazon-apigateway-request-validator", name)));
        }
    }

    public static void AddParameters(SwaggerEditor editor, SamNode path, SamNode method, IReadOnlyList<(SamNode Name, SamNode Required, bool IsCached)> parameters)
    {
        const string prefix = "method.request.";
        foreach (var definition in editor.Paths.Definitions(path, method))
        {
            foreach (var (full, required, isCached) in parameters)
            {
                var split = full.Text[prefix.Length..].Split('.', 2);
                var place = split[0] == "querystring" ? "query" : Like(full, split[0]);
                Add(definition, SamNode.HashedMap(("in", place), ("name", Like(full, split[1])), ("required", required), ("type", "string")).At(full));
                if (isCached)
                {
                    SwaggerEditor.SetDefault(definition[ApiPaths.Integration]!, "cacheKeyParameters", SamNode.List()).Items.Add(full);
                }
            }
        }
    }

    private static SamNode Like(SamNode node, string text) => node.IsGiven ? SamNode.Given(text) : text;

    private static void Add(SamNode definition, SamNode parameter)
    {
        var parameters = Expect.List(definition["parameters"], "parameters") ?? SamNode.List();
        parameters.Items.Add(parameter);
        definition.Set("parameters", parameters);
    }
}
