// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Mapping;

/// <summary>Headers that the mappings of HTTP APIs may not touch (aws-apigateway §4.5).</summary>
internal static class ReservedHeaders
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Content-Encoding", "Content-Length", "Content-Location", "Forwarded", "Keep-Alive", "Origin",
        "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailers", "Transfer-Encoding", "Upgrade",
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via",

        // Not on AWS's list, but the gateway's own all the same: a message would break.
        "Expect", "Trailer", "Proxy-Connection", "HTTP2-Settings",
    };

    private static readonly string[] Prefixes = ["access-control-", "apigw-", "x-amz-", "x-amzn-"];

    public static bool Contains(string name)
    {
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return Names.Contains(name);
    }
}
