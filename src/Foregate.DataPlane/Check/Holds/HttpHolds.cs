// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGatewayV2;
using ConnectionType = Foregate.Definitions.ApiGateway.ConnectionType;

namespace Foregate.DataPlane.Check.Holds;

/// <summary>What definitions of HTTP and WebSocket APIs can say and the data plane does not serve yet. What is served from now on loses its line here.</summary>
internal static class HttpHolds
{
    private const string Target = "integrations/";

    /// <summary>What must not be passed by: one sentence each; none when the route is served.</summary>
    public static List<string> Closing(ApiSnapshot snapshot, Route route)
    {
        var reasons = new List<string>();
        if (route.AuthorizationType != AuthorizationType.None)
        {
            reasons.Add($"{Name(route.AuthorizationType)} authorization is not enforced yet.");
        }

        if (route.Target is { } target && target.StartsWith(Target, StringComparison.Ordinal) && snapshot.Integrations.TryGetValue(target[Target.Length..], out var integration))
        {
            Closing(integration, reasons);
        }

        return reasons;
    }

    /// <summary>Notes what an API or its stage says and is served without.</summary>
    public static void Note(Stage stage, Compilation c)
    {
        Note(!string.IsNullOrEmpty(stage.ClientCertificateId), "Client certificates are not shown to back ends yet.", c);
        var logs = Logs(stage.DefaultRouteSettings);
        foreach (var (_, settings) in stage.RouteSettings)
        {
            logs |= Logs(settings);
        }

        Note(logs, "Execution logs are not written yet.", c);
    }

    private static void Closing(Integration integration, List<string> reasons)
    {
        if (integration.IntegrationSubtype is { } subtype)
        {
            reasons.Add($"Integrations with AWS services ({subtype}) are not served yet.");
        }
        else if (integration.IntegrationType == IntegrationType.AwsProxy && !integration.RequestParameters.IsEmpty)
        {
            reasons.Add("Request parameters of integrations with Lambda functions are not served yet.");
        }

        var readsBody = Reads(integration.RequestParameters, "request.body");
        foreach (var (_, parameters) in integration.ResponseParameters)
        {
            readsBody |= Reads(parameters, "response.body");
        }

        if (readsBody)
        {
            reasons.Add("Mapping expressions that read a body are not served yet.");
        }

        if (integration.ConnectionType == ConnectionType.VpcLink)
        {
            reasons.Add("VPC links are not served yet.");
        }

        if (!string.IsNullOrEmpty(integration.ServerNameToVerify))
        {
            reasons.Add("serverNameToVerify is not served yet.");
        }
    }

    // $request.body.x, or within text ${request.body.x}.
    private static bool Reads(IEnumerable<KeyValuePair<string, string>> parameters, string body)
    {
        foreach (var (_, value) in parameters)
        {
            if (value.Contains("$" + body, StringComparison.Ordinal) || value.Contains("${" + body, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Logs(RouteSettings settings) => settings.LoggingLevel is not (null or "OFF") || settings.DataTraceEnabled == true;

    private static string Name(AuthorizationType type) => type switch
    {
        AuthorizationType.AwsIam => "AWS_IAM",
        AuthorizationType.Custom => "CUSTOM",
        _ => "JWT",
    };

    private static void Note(bool isSaid, string message, Compilation c)
    {
        if (isSaid)
        {
            c.Held(message);
        }
    }
}
