// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions.Remote;
using Foregate.Standards.SignatureV4;

namespace Foregate;

/// <summary>
/// The Lambda endpoint whose functions are invoked, from the variables that AWS's own tools read: AWS_ENDPOINT_URL_LAMBDA,
/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.
/// </summary>
internal static class LambdaEndpoint
{
    private const string Variable = "AWS_ENDPOINT_URL_LAMBDA";

    /// <summary>No endpoint without the variable; a failure when it says what cannot be one, or who signs is not said.</summary>
    /// <param name="read">Reads a variable of the environment; null for one that is not set.</param>
    /// <param name="region">The region that requests are signed for.</param>
    public static (RemoteFunctionOptions? Options, Failure? Failure) Read(Func<string, string?> read, string region)
    {
        var url = read(Variable);
        if (string.IsNullOrEmpty(url))
        {
            return (null, null);
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var endpoint)
            || endpoint.Scheme is not ("http" or "https")
            || endpoint.AbsolutePath != "/" || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0 || endpoint.UserInfo.Length > 0)
        {
            return (null, Failures.LambdaEndpoint(url));
        }

        if (read("AWS_ACCESS_KEY_ID") is not { Length: > 0 } id || read("AWS_SECRET_ACCESS_KEY") is not { Length: > 0 } secret)
        {
            return (null, Failures.LambdaCredentials(url));
        }

        var token = read("AWS_SESSION_TOKEN");
        return (new RemoteFunctionOptions
        {
            Endpoint = endpoint,
            Region = region,
            Credentials = new AwsCredentials(id, secret, string.IsNullOrEmpty(token) ? null : token),
        }, null);
    }
}
