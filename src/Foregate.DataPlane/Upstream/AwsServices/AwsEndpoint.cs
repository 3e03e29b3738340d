// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Backends;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Upstream.AwsServices;

/// <summary>An AWS service as integrations call it: where it is, and what requests to it are signed for.</summary>
internal sealed class AwsEndpoint
{
    // Where the name in an integration's URI is not the one in AWS's variables.
    private static readonly Dictionary<string, string> s_variables = new(StringComparer.Ordinal)
    {
        ["email"] = "SES",
        ["events"] = "EVENTBRIDGE",
        ["iotdata"] = "IOT_DATA_PLANE",
        ["logs"] = "CLOUDWATCH_LOGS",
        ["monitoring"] = "CLOUDWATCH",
        ["cloudwatch"] = "CLOUDWATCH",
        ["states"] = "SFN",
        ["elasticloadbalancing"] = "ELASTIC_LOAD_BALANCING_V2",
    };

    // Where it is not the one that requests are signed for.
    private static readonly Dictionary<string, string> s_signingNames = new(StringComparer.Ordinal)
    {
        ["agreement-marketplace"] = "aws-marketplace",
        ["appstream2"] = "appstream",
        ["appsync-api"] = "appsync",
        ["bedrock-agent-runtime"] = "bedrock",
        ["bedrock-runtime"] = "bedrock",
        ["cassandra-streams"] = "cassandra",
        ["cloudhsmv2"] = "cloudhsm",
        ["cloudwatch"] = "monitoring",
        ["email"] = "ses",
        ["forecastquery"] = "forecast",
        ["mail-manager"] = "ses",
        ["marketplace"] = "aws-marketplace",
        ["memory-db"] = "memorydb",
        ["migrationhub-config"] = "mgh",
        ["personalize-events"] = "personalize",
        ["personalize-runtime"] = "personalize",
        ["pinpoint"] = "mobiletargeting",
    };

    private static readonly HashSet<string> s_global = new(StringComparer.Ordinal) { "iam", "route53", "cloudfront", "organizations" };

    private AwsEndpoint(string name, BackendOrigin origin, string authority, string region)
    {
        Name = s_signingNames.GetValueOrDefault(name, name);
        Origin = origin;
        Authority = authority;
        Region = region;
    }

    /// <summary>What requests are signed for.</summary>
    public string Name { get; }

    public string Region { get; }

    public BackendOrigin Origin { get; }

    /// <summary>The value of Host.</summary>
    public string Authority { get; }

    /// <summary>Bodies of S3 are told by a header of their own.</summary>
    public bool IsObjects => Name == "s3";

    /// <param name="name">As the URI has it: sqs, or a subdomain and a name, as in bucket.s3.</param>
    public static AwsEndpoint Find(string name, string region, GatewayOptions options)
    {
        var dot = name.LastIndexOf('.');
        var (subdomain, service) = dot < 0 ? ("", name) : (name[..(dot + 1)], name[(dot + 1)..]);
        if (Endpoint(service, options) is { } endpoint)
        {
            var isSecure = endpoint.Scheme == "https";
            return new AwsEndpoint(service, new BackendOrigin(isSecure, endpoint.Host, endpoint.Port), subdomain + (endpoint.IsDefaultPort ? endpoint.Host : endpoint.Authority), region);
        }

        var host = s_global.Contains(service) ? $"{service}.amazonaws.com" : $"{subdomain}{service}.{region}.amazonaws.com{(region.StartsWith("cn-", StringComparison.Ordinal) ? ".cn" : "")}";
        return new AwsEndpoint(service, new BackendOrigin(true, host, 443), host, region);
    }

    public RequestSigner Signer(AwsCredentials credentials) => new(credentials, Region, Name);

    private static Uri? Endpoint(string service, GatewayOptions options)
    {
        var plain = service.ToUpperInvariant().Replace('-', '_');
        return options.ServiceEndpoints.GetValueOrDefault(s_variables.GetValueOrDefault(service, plain)) ?? options.ServiceEndpoints.GetValueOrDefault(plain);
    }
}
