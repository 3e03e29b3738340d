// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary><c>Auth</c> of an Api event: the method's authorizer, scopes, key and resource policy, held against what the API has.</summary>
internal static class MethodAuth
{
    private static readonly string[] s_known = ["Authorizer", "AuthorizationScopes", "ApiKeyRequired", "InvokeRole", "ResourcePolicy", "OverrideApiAuth"];

    /// <summary>Whether the event changes the method's authorization in a document that the template itself gives.</summary>
    public static bool IsOverriding(SamNode auth) => auth["OverrideApiAuth"] switch
    {
        null => false,
        { Kind: NodeKind.Boolean } over => over.IsTrue,
        var other => throw new SamRefusal(other, "Property 'Auth.OverrideApiAuth' should be a boolean.", "Write true or false."),
    };

    public static void Add(SamEvent trigger, SwaggerEditor editor, SamNode api, SamNode path, SamNode method, SamNode auth, SamNode stage)
    {
        Expect.Told(trigger.Run, auth, "Auth", s_known);
        if (api["Auth"] is { } given)
        {
            api.Set("Auth", trigger.Run.Resolve(given));
        }

        var apiAuth = api["Auth"];
        if (auth["Authorizer"] is { IsTruthy: true } authorizer)
        {
            Check(trigger, apiAuth, path, method, authorizer);
        }

        if (auth["AuthorizationScopes"] is { IsTruthy: true, IsList: false } scopes)
        {
            throw new SamRefusal(scopes, $"Event with id [{trigger.EventId}] is invalid. Property 'Auth.AuthorizationScopes' should be a list.", "Write a list.");
        }

        if (auth["ApiKeyRequired"] is { IsTruthy: false } key && apiAuth?["ApiKeyRequired"] is not { IsTruthy: true })
        {
            throw new SamRefusal(
                key,
                $"Event with id [{trigger.EventId}] is invalid. Unable to set ApiKeyRequired [False] on API method [{method.Text}] for path [{path.Text}] because the related API does not specify any ApiKeyRequired.",
                "Remove it.");
        }

        SwaggerSecurity.SetOnMethod(editor, path, method, auth, apiAuth);
        if (Expect.Map(auth["ResourcePolicy"], "Auth.ResourcePolicy") is { IsTruthy: true } policy)
        {
            SwaggerPolicy.Add(editor, policy, path, stage);
            if (policy["CustomStatements"] is { IsTruthy: true } statements)
            {
                SwaggerPolicy.AddCustom(editor, statements);
            }
        }
    }

    private static void Check(SamEvent trigger, SamNode? apiAuth, SamNode path, SamNode method, SamNode authorizer)
    {
        if (authorizer is { IsText: true, Text: "AWS_IAM" })
        {
            return;
        }

        if (authorizer is { IsText: true, Text: "NONE" })
        {
            if (apiAuth?["DefaultAuthorizer"] is not { IsTruthy: true })
            {
                throw trigger.Refuse(
                    "Auth",
                    $"Unable to set Authorizer on API method [{method.Text}] for path [{path.Text}] because 'NONE' is only a valid value when a DefaultAuthorizer on the API is specified.",
                    "Remove the Authorizer.");
            }

            return;
        }

        var unable = $"Unable to set Authorizer [{authorizer.Text}] on API method [{method.Text}] for path [{path.Text}]";
        if (apiAuth?["Authorizers"] is not { IsTruthy: true } authorizers)
        {
            throw trigger.Refuse("Auth", $"{unable} because the related API does not define any Authorizers.", "Define it under Auth.Authorizers of the API.");
        }

        if (!authorizer.IsText || !authorizers.IsMap)
        {
            throw trigger.Refuse("Auth", $"{unable}. The method authorizer must be a string with a corresponding dict entry in the api authorizer.", "Name an authorizer of the API.");
        }

        if (authorizers[authorizer.Text] is not { IsTruthy: true })
        {
            throw trigger.Refuse("Auth", $"{unable} because it wasn't defined in the API's Authorizers.", "Define it, or name one that is.");
        }
    }
}
