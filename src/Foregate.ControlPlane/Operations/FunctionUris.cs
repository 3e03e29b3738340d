// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Foregate.ControlPlane.Operations;

/// <summary>Checks the URIs that name Lambda functions, in AWS's words (recorded). Which function a stage variable names shows when the stage is compiled.</summary>
internal static partial class FunctionUris
{
    /// <summary>What integrations with AWS services of any kind take: <c>arn:{partition}:apigateway:{region}:{service}:path|action/…</c>.</summary>
    public static AwsError? CheckService(string? uri)
    {
        if (uri is null || !Arn().IsMatch(uri))
        {
            return AwsError.InvalidArn();
        }

        var parts = uri.Split(':', 6);
        return parts[2] == "apigateway" && (parts[5].StartsWith("path/", StringComparison.Ordinal) || parts[5].StartsWith("action/", StringComparison.Ordinal))
            ? null
            : AwsError.BadRequest("AWS ARN for integration must contain path or action");
    }

    /// <summary>Whether a URI that <see cref="CheckService"/> takes is a Lambda function's: those need no role.</summary>
    public static bool IsFunction(string uri) => uri.Split(':', 6)[4] == "lambda";

    /// <summary>What proxies of functions and streams take.</summary>
    public static AwsError? CheckProxy(string? uri)
    {
        if (CheckService(uri) is { } error)
        {
            return error;
        }

        var parts = uri!.Split(':', 6);
        var isTaken = parts[4] switch
        {
            "lambda" => Invocation().IsMatch(parts[5]) || Streaming().IsMatch(parts[5]),
            "firehose" => parts[5].StartsWith("action/", StringComparison.Ordinal),
            _ => false,
        };
        return isTaken ? null : AwsError.BadRequest("Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.");
    }

    /// <summary>Of what proxies take, what documents and templates may say.</summary>
    public static AwsError? CheckInvocation(string? uri)
    {
        if (CheckProxy(uri) is { } error)
        {
            return error;
        }

        return IsFunction(uri!) ? null : AwsError.NotBuilt("integrations with Firehose streams");
    }

    /// <summary>What HTTP APIs take: the function's ARN, or an invocation ARN.</summary>
    public static AwsError? CheckFunction(string? uri) => uri is not null && Function().IsMatch(uri) ? null
        : CheckInvocation(uri) ?? (Streaming().IsMatch(uri!.Split(':', 6)[5]) ? AwsError.BadRequest("Only REST APIs have streamed responses of Lambda functions.") : null);

    [GeneratedRegex(@"^arn:aws[a-z-]*:[^:\s]*:[^:\s]*:[^:\s]*:\S+\z")]
    private static partial Regex Arn();

    [GeneratedRegex(@"^path/2015-03-31/functions/[^/\s]+/invocations\z")]
    private static partial Regex Invocation();

    [GeneratedRegex(@"^path/2021-11-15/functions/[^/\s]+/response-streaming-invocations\z")]
    private static partial Regex Streaming();

    [GeneratedRegex(@"^arn:aws[a-z-]*:lambda:[^:\s]+:[^:\s]+:function:[^/\s]+\z")]
    private static partial Regex Function();
}
