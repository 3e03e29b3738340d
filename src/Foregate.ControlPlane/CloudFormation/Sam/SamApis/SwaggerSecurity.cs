// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>The <c>security</c> of a REST API's methods: authorizers and API keys, the API's own and those that events ask for.</summary>
internal static class SwaggerSecurity
{
    private const string None = "NONE";
    private const string Iam = "AWS_IAM";
    private const string Key = "api_key";

    // What says, until the API's default has been set, that a method does without.
    private const string NoKey = "api_key_false";

    private static readonly string[] s_noMethods = ["summary", "description", "parameters"];

    public static void AddKeyDefinition(SwaggerEditor editor)
    {
        if (!editor.Security.Has(Key))
        {
            editor.Security.Update(SamNode.HashedMap((Key, SamNode.HashedMap(("type", "apiKey"), ("name", "x-api-key"), ("in", "header")))));
        }
    }

    /// <summary>Gives every method of a path the API's authorizer, but those that have one or want none.</summary>
    public static void SetDefaultAuthorizer(SwaggerEditor editor, string path, SamNode name, IReadOnlyDictionary<string, RestAuthorizer> authorizers, bool isOnPreflight)
    {
        foreach (var (method, definition) in editor.Paths.All(path, s_noMethods))
        {
            if (method == "options" && !isOnPreflight)
            {
                continue;
            }

            var others = new List<SamNode>();
            var own = new List<SamNode>();
            foreach (var security in Existing(definition, path, method))
            {
                (security.Has(Iam) || authorizers.Keys.Any(security.Has) ? own : others).Add(security);
            }

            var none = others.FindIndex(security => security.Has(None));
            if (none >= 0)
            {
                others.RemoveAt(none);
            }
            else if (own.Count > 0)
            {
                others.AddRange(own);
            }
            else
            {
                others.Add(Requirement(name, authorizers.GetValueOrDefault(name.Text)?.Scopes ?? SamNode.List()));
            }

            if (others.Count > 0)
            {
                Set(editor, definition, others);
            }
        }
    }

    /// <summary>Makes every method of a path require a key, but those that say no.</summary>
    public static void SetDefaultKey(SwaggerEditor editor, string path, bool isOnPreflight)
    {
        foreach (var (method, definition) in editor.Paths.All(path, s_noMethods))
        {
            var existing = Existing(definition, path, method);
            var others = existing.Where(security => !security.Has(Key) && !security.Has(NoKey)).ToList();
            var isRefused = existing.Exists(security => security.Has(NoKey));
            if (!isRefused && (method != "options" || isOnPreflight))
            {
                others.Add(Requirement(Key, SamNode.List()));
            }

            Change(definition, existing, others);
        }
    }

    /// <summary>What the <c>Auth</c> of an event asks for its method.</summary>
    public static void SetOnMethod(SwaggerEditor editor, SamNode path, SamNode method, SamNode auth, SamNode? apiAuth)
    {
        if (auth["Authorizer"] is { IsTruthy: true } name)
        {
            var authorizers = apiAuth?["Authorizers"];
            foreach (var definition in editor.Paths.Definitions(path, method))
            {
                var scopes = SamNode.List();
                if (name.Text != None && authorizers?[name.Text] is { } authorizer)
                {
                    scopes = auth["AuthorizationScopes"] ?? (authorizer.IsMap ? authorizer["AuthorizationScopes"] : throw NotAMap(authorizer, name.Text)) ?? scopes;
                }

                Set(editor, definition, [.. Existing(definition, path.Text, method.Text), Requirement(name, scopes)]);
            }
        }

        if (auth["ApiKeyRequired"] is { } required)
        {
            foreach (var definition in editor.Paths.Definitions(path, method))
            {
                if (required.IsTruthy)
                {
                    AddKeyDefinition(editor);
                }

                var existing = Existing(definition, path.Text, method.Text);
                Change(definition, existing, [.. existing, Requirement(required.IsTruthy ? Key : NoKey, SamNode.List())]);
            }
        }
    }

    private static SamRefusal NotAMap(SamNode authorizer, string name) => new(authorizer, $"Type of authorizer '{name}' must be a dictionary.", "Write the authorizer's properties.");

    private static SamNode Requirement(SamNode name, SamNode scopes)
    {
        var requirement = SamNode.HashedMap();
        requirement.Set(name.Text, scopes, name.IsGiven);
        return requirement;
    }

    private static List<SamNode> Existing(SamNode definition, string path, string method)
    {
        var security = definition["security"];
        if (security is null)
        {
            return [];
        }

        if (!security.IsList)
        {
            throw new SamRefusal(security, $"Type of security for path {path} method {method} must be a list.", "Write a list of requirements.");
        }

        return security.Items.Find(item => !item.IsMap) is { } wrong
            ? throw new SamRefusal(wrong, $"{wrong.Text} in Security for path {path} method {method} is not a valid dictionary.", "Write the name of a security scheme and its scopes.")
            : [.. security.Items];
    }

    private static void Set(SwaggerEditor editor, SamNode definition, List<SamNode> security)
    {
        definition.Set("security", SamNode.List([.. security]));
        if (security[0].Has(Iam) && !editor.Security.Has(Iam))
        {
            editor.Security.Update(SamNode.HashedMap(
                (Iam, SamNode.HashedMap(("x-amazon-apigateway-authtype", "awsSigv4"), ("type", "apiKey"), ("name", "Authorization"), ("in", "header")))));
        }
    }

    private static void Change(SamNode definition, List<SamNode> before, List<SamNode> now)
    {
        if (before.Count != now.Count || before.Where((security, i) => !security.SameAs(now[i])).Any())
        {
            definition.Set("security", SamNode.List([.. now]));
        }
    }
}
