// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>An authorizer of a REST API: AWS_IAM, or what <c>Auth.Authorizers</c> says.</summary>
/// <param name="name">Its name.</param>
/// <param name="properties">Its properties; <see langword="null"/> for AWS_IAM.</param>
internal sealed class RestAuthorizer(string name, SamNode? properties)
{
    private static readonly string[] s_known =
        ["UserPoolArn", "FunctionArn", "Identity", "FunctionPayloadType", "FunctionInvokeRole", "AuthorizationScopes", "DisableFunctionDefaultPermissions"];

    private static readonly (string Property, string Prefix)[] s_identity =
    [
        ("Headers", "method.request.header."), ("QueryStrings", "method.request.querystring."), ("StageVariables", "stageVariables."), ("Context", "context."),
    ];

    public SamNode? FunctionArn => properties?["FunctionArn"] is { IsTruthy: true } function ? function : null;

    public bool NeedsPermission => FunctionArn is not null && properties?["DisableFunctionDefaultPermissions"] is not { IsTruthy: true };

    /// <summary>The default scopes.</summary>
    public SamNode Scopes { get; } = properties?["AuthorizationScopes"] ?? SamNode.List();

    private bool IsCognito => properties?["UserPoolArn"] is { IsTruthy: true };

    private bool IsRequest => properties?["FunctionPayloadType"] is { IsText: true, Text: "REQUEST" };

    private SamNode? Identity => properties?["Identity"];

    /// <summary>Every authorizer of an API in SAM's order; none when the API has none.</summary>
    public static Dictionary<string, RestAuthorizer> Of(SamRun run, SamNode auth, SamNode? withDefault)
    {
        var authorizers = new Dictionary<string, RestAuthorizer>(StringComparer.Ordinal);
        if (withDefault is { IsText: true, Text: "AWS_IAM" })
        {
            authorizers["AWS_IAM"] = new RestAuthorizer("AWS_IAM", null);
        }

        if (Expect.Map(auth["Authorizers"], "Auth.Authorizers") is { IsTruthy: true } given)
        {
            foreach (var entry in given.Entries)
            {
                var authorizer = new RestAuthorizer(entry.Key, Expect.Map(entry.Value, $"Auth.Authorizers.{entry.Key}"));
                Expect.Told(run, entry.Value, $"Auth.Authorizers.{entry.Key}", s_known);
                authorizer.Check(entry.Value);
                authorizers[entry.Key] = authorizer;
            }
        }

        return authorizers;
    }

    /// <summary>The security definition.</summary>
    public SamNode ToSwagger(string partition)
    {
        const string extension = "x-amazon-apigateway-authorizer";
        var swagger = SamNode.HashedMap(("type", "apiKey"), ("name", Header()), ("in", "header"));
        swagger.Set("x-amazon-apigateway-authtype", properties is null ? "awsSigv4" : IsCognito ? "cognito_user_pools" : "custom");
        if (properties is null)
        {
            return swagger;
        }

        SamNode authorizer;
        if (IsCognito)
        {
            var pools = properties["UserPoolArn"]!;
            authorizer = SamNode.HashedMap(("type", "cognito_user_pools"), ("providerARNs", pools.IsList ? pools : SamNode.List(pools)));
        }
        else
        {
            var uri = SamNode.Sub(
                $"arn:{partition}:apigateway:${{AWS::Region}}:lambda:path/2015-03-31/functions/${{__FunctionArn__}}/invocations",
                SamNode.Map(("__FunctionArn__", properties["FunctionArn"] ?? SamNode.Null())));
            authorizer = SamNode.HashedMap(("type", IsRequest ? "request" : "token"), ("authorizerUri", uri));
            if (Identity?["ReauthorizeEvery"] is { } seconds)
            {
                authorizer.Set("authorizerResultTtlInSeconds", seconds);
            }

            if (properties["FunctionInvokeRole"] is { IsTruthy: true } role && role is not { IsText: true, Text: "NONE" })
            {
                authorizer.Set("authorizerCredentials", role);
            }

            if (IsRequest && IdentitySource() is { IsTruthy: true } source)
            {
                authorizer.Set("identitySource", source);
            }
        }

        swagger.Set(extension, authorizer);
        if ((IsCognito || !IsRequest) && Identity?["ValidationExpression"] is { IsTruthy: true } expression)
        {
            authorizer.Set("identityValidationExpression", expression);
        }

        return swagger;
    }

    private void Check(SamNode place)
    {
        if (properties!["FunctionPayloadType"] is { } type && type is not { IsText: true, Text: "TOKEN" or "REQUEST" })
        {
            throw new SamRefusal(type, $"{name} Authorizer has invalid 'FunctionPayloadType': {type.Text}.", "Write TOKEN or REQUEST.");
        }

        Expect.List(properties["AuthorizationScopes"], "AuthorizationScopes");
        Expect.Map(Identity, $"Auth.Authorizers.{name}.Identity");
        if (IsRequest && IsIdentityMissing())
        {
            throw new SamRefusal(
                place, $"{name} Authorizer must specify Identity with at least one of Headers, QueryStrings, StageVariables, or Context.", "Name what the function is asked about, or set ReauthorizeEvery: 0.");
        }
    }

    private bool IsIdentityMissing()
    {
        if (Identity is not { IsTruthy: true } identity)
        {
            return true;
        }

        var isMissing = s_identity.All(source => identity[source.Property] is not { IsTruthy: true });
        return isMissing
            && (identity["ReauthorizeEvery"] is not { IsMap: false, IsList: false } seconds
                || !int.TryParse(seconds.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number > 0);
    }

    private SamNode Header() =>
        properties is not null && !IsCognito && IsRequest ? "Unused" : Identity?["Header"] is { IsTruthy: true } header ? header : "Authorization";

    private SamNode IdentitySource()
    {
        var isGiven = false;
        var sources = new List<string>();
        foreach (var (property, prefix) in s_identity)
        {
            foreach (var item in Expect.List(Identity?[property], property)?.Items ?? [])
            {
                sources.Add(prefix + item.Text);
                isGiven |= item.IsGiven;
            }
        }

        var text = string.Join(", ", sources);
        return isGiven ? SamNode.Given(text) : text;
    }
}
