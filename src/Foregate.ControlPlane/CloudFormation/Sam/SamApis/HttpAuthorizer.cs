// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>An authorizer of an HTTP API: AWS_IAM, a JWT's, or a function.</summary>
/// <param name="name">Its name.</param>
/// <param name="properties">Its properties; <see langword="null"/> for AWS_IAM.</param>
internal sealed class HttpAuthorizer(string name, SamNode? properties)
{
    private const string Extension = "x-amazon-apigateway-authorizer";

    private static readonly string[] s_jwt = ["AuthorizationScopes", "JwtConfiguration", "IdentitySource"];

    private static readonly string[] s_function =
        ["FunctionArn", "FunctionInvokeRole", "Identity", "AuthorizerPayloadFormatVersion", "EnableSimpleResponses", "EnableFunctionDefaultPermissions"];

    private static readonly (string Property, string Prefix)[] s_identity =
        [("Headers", "$request.header."), ("QueryStrings", "$request.querystring."), ("StageVariables", "$stageVariables."), ("Context", "$context.")];

    public SamNode Scopes => properties?["AuthorizationScopes"] ?? SamNode.List();

    public SamNode? FunctionArn => RestApis.Truthy(properties?["FunctionArn"]);

    public bool NeedsPermission => FunctionArn is not null && properties?["EnableFunctionDefaultPermissions"] is { IsTruthy: true };

    private bool IsJwt => properties?["JwtConfiguration"] is { IsTruthy: true };

    public static Dictionary<string, HttpAuthorizer> Of(SamRun run, SamNode auth)
    {
        var authorizers = new Dictionary<string, HttpAuthorizer>(StringComparer.Ordinal);
        if (auth["EnableIamAuthorizer"] is { IsTrue: true })
        {
            authorizers["AWS_IAM"] = new HttpAuthorizer("AWS_IAM", null);
        }

        if (Expect.Map(auth["Authorizers"], "Auth.Authorizers") is { IsTruthy: true } given)
        {
            foreach (var entry in given.Entries)
            {
                var authorizer = new HttpAuthorizer(entry.Key, Expect.Map(entry.Value, $"Auth.Authorizers.{entry.Key}"));
                Expect.Told(run, entry.Value, $"Auth.Authorizers.{entry.Key}", [.. s_jwt, .. s_function]);
                authorizer.Check(entry.Value);
                authorizers[entry.Key] = authorizer;
            }
        }

        return authorizers;
    }

    /// <summary>The security scheme.</summary>
    public SamNode ToOpenApi(string partition)
    {
        if (properties is null)
        {
            return SamNode.Map(("type", "apiKey"), ("name", "Authorization"), ("in", "header"), ("x-amazon-apigateway-authtype", "awsSigv4"));
        }

        if (IsJwt)
        {
            return SamNode.Map(
                ("type", "oauth2"),
                (Extension, SamNode.Map(("jwtConfiguration", InSmallLetters(properties["JwtConfiguration"]!)), ("identitySource", properties["IdentitySource"]), ("type", "jwt"))));
        }

        var uri = SamNode.Sub(
            $"arn:{partition}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{__FunctionArn__}}/invocations", SamNode.Map(("__FunctionArn__", FunctionArn)));
        var authorizer = SamNode.Map(("type", "request"), ("authorizerUri", uri));
        if (properties["FunctionInvokeRole"] is { IsTruthy: true } role && role is not { IsText: true, Text: "NONE" })
        {
            authorizer.Set("authorizerCredentials", role);
        }

        var identity = properties["Identity"];
        if (identity is { IsTruthy: true })
        {
            authorizer["authorizerResultTtlInSeconds"] = identity["ReauthorizeEvery"];
            authorizer.Set("identitySource", IdentitySource(identity));
        }

        authorizer["authorizerPayloadFormatVersion"] = properties["AuthorizerPayloadFormatVersion"];
        authorizer["enableSimpleResponses"] = RestApis.Truthy(properties["EnableSimpleResponses"]);
        return SamNode.Map(("type", "apiKey"), ("name", "Unused"), ("in", "header"), (Extension, authorizer));
    }

    // The template may write the properties of CloudFormation, which start with capitals.
    private static SamNode InSmallLetters(SamNode configuration)
    {
        var small = SamNode.Map();
        foreach (var entry in Expect.Map(configuration, "JwtConfiguration")!.Entries)
        {
            small.Set(entry.Key.ToLowerInvariant(), entry.Value, entry.IsGiven, entry.Location);
        }

        return small.At(configuration);
    }

    private static SamNode IdentitySource(SamNode identity)
    {
        var sources = SamNode.List();
        foreach (var (property, prefix) in s_identity)
        {
            foreach (var item in Expect.List(identity[property], property)?.Items ?? [])
            {
                sources.Items.Add(prefix + item.Text);
            }
        }

        return sources;
    }

    private void Check(SamNode place)
    {
        if (place.Has("OpenIdConnectUrl"))
        {
            throw new SamRefusal(place["OpenIdConnectUrl"] ?? place, $"'OpenIdConnectUrl' is no longer a supported property for authorizer '{name}'.", "Write JwtConfiguration.");
        }

        foreach (var property in IsJwt ? s_function : s_jwt)
        {
            if (properties![property] is { } stray)
            {
                throw new SamRefusal(stray, $"{property} must be defined only for {(IsJwt ? "Lambda" : "OAuth2")} Authorizer.", "Remove it.");
            }
        }

        foreach (var property in IsJwt ? s_jwt[2..] : (string[])["FunctionArn", "AuthorizerPayloadFormatVersion"])
        {
            if (properties![property] is not { IsTruthy: true })
            {
                throw new SamRefusal(place, $"{name} {(IsJwt ? "OAuth2" : "Lambda")} Authorizer must define '{property}'.", "Write it.");
            }
        }

        Expect.List(properties!["AuthorizationScopes"], "AuthorizationScopes");
        if (Expect.Map(properties["Identity"], $"Auth.Authorizers.{name}.Identity") is { } identity
            && Expect.List(identity["Headers"], "Headers") is { } headers && headers.Items.Find(header => !header.IsText) is { } wrong)
        {
            throw new SamRefusal(wrong, $"{name} Lambda Authorizer property identity's 'Headers' is of invalid type.", "Write names of headers.");
        }
    }
}
