// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.Holds;

/// <summary>What definitions of REST APIs can say and the data plane does not serve yet. What is served from now on loses its line here.</summary>
internal static class RestHolds
{
    /// <summary>What must not be passed by: one sentence each; none when the method is served.</summary>
    public static List<string> Closing(RestApi api, ApiSnapshot snapshot, Method method)
    {
        var reasons = new List<string>();
        if (!string.IsNullOrEmpty(snapshot.Policy))
        {
            reasons.Add("Resource policies are not enforced yet.");
        }

        if (api.EndpointConfiguration.Types.Contains(EndpointType.Private))
        {
            reasons.Add("Private endpoints are not served yet.");
        }

        if (method.AuthorizationType != AuthorizationType.None)
        {
            reasons.Add($"{Name(method.AuthorizationType)} authorization is not enforced yet.");
        }

        if (method.ApiKeyRequired && snapshot.ApiKeySource == ApiKeySourceType.Authorizer)
        {
            reasons.Add("API keys from an authorizer are not served yet.");
        }

        if (method.MethodIntegration is { } integration)
        {
            Closing(integration, reasons);
        }

        return reasons;
    }

    /// <summary>Notes what a stage says and is served without.</summary>
    public static void Note(RestApi api, ApiSnapshot snapshot, Stage stage, Compilation c)
    {
        Note(!string.IsNullOrEmpty(stage.WebAclArn), "Web ACLs are not enforced yet.", c);
        Note(stage.TracingEnabled, "Traces are not written yet.", c);
        Note(api.SecurityPolicy is not null and not ("TLS_1_0" or "TLS_1_2"), "Security policies are not enforced yet: the listener decides.", c);
        Note(api.EndpointAccessMode == "STRICT", "The endpoint access mode STRICT is not enforced yet.", c);
    }

    /// <summary>Notes what an account says beside its APIs.</summary>
    public static void Note(Account account, Action<string, string> note)
    {
        foreach (var name in account.DomainNames.Keys)
        {
            note("/domainnames/" + name, "Domain names are not served yet: requests for it find no API.");
        }
    }

    private static void Closing(Integration integration, List<string> reasons)
    {
        switch (integration.Type)
        {
            case IntegrationType.AwsProxy when integration.Uri is { } uri && uri.Contains(":firehose:", StringComparison.Ordinal):
                reasons.Add("Firehose streams are not served yet.");
                break;
        }
    }

    private static string Name(AuthorizationType type) => type switch
    {
        AuthorizationType.AwsIam => "AWS_IAM",
        AuthorizationType.Custom => "CUSTOM",
        _ => "COGNITO_USER_POOLS",
    };

    private static void Note(bool isSaid, string message, Compilation c)
    {
        if (isSaid)
        {
            c.Held(message);
        }
    }
}
