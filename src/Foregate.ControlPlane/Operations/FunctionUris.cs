// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Foregate.ControlPlane.Operations;

/// <summary>Checks the URIs that name Lambda functions, in AWS's words (recorded). Which function a stage variable names shows when the stage is compiled.</summary>
internal static partial class FunctionUris
{
    /// <summary>An invocation ARN.</summary>
    public static AwsError? CheckInvocation(string? uri)
    {
        if (uri is null || !Arn().IsMatch(uri))
        {
            return AwsError.BadRequest("Invalid ARN specified in the request");
        }

        var parts = uri.Split(':', 6);
        if (parts[2] != "apigateway" || !(parts[5].StartsWith("path/", StringComparison.Ordinal) || parts[5].StartsWith("action/", StringComparison.Ordinal)))
        {
            return AwsError.BadRequest("AWS ARN for integration must contain path or action");
        }

        if (parts[4] == "firehose" && parts[5].StartsWith("action/", StringComparison.Ordinal))
        {
            return AwsError.NotBuilt("integrations with Firehose streams");
        }

        if (parts[4] == "lambda" && Streaming().IsMatch(parts[5]))
        {
            return AwsError.NotBuilt("streamed responses of Lambda functions");
        }

        return parts[4] == "lambda" && Invocation().IsMatch(parts[5])
            ? null
            : AwsError.BadRequest("Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.");
    }

    /// <summary>What HTTP APIs take: the function's ARN, or an invocation ARN.</summary>
    public static AwsError? CheckFunction(string? uri) => uri is not null && Function().IsMatch(uri) ? null : CheckInvocation(uri);

    [GeneratedRegex(@"^arn:aws[a-z-]*:[^:\s]*:[^:\s]*:[^:\s]*:\S+\z")]
    private static partial Regex Arn();

    [GeneratedRegex(@"^path/2015-03-31/functions/[^/\s]+/invocations\z")]
    private static partial Regex Invocation();

    [GeneratedRegex(@"^path/2021-11-15/functions/[^/\s]+/response-streaming-invocations\z")]
    private static partial Regex Streaming();

    [GeneratedRegex(@"^arn:aws[a-z-]*:lambda:[^:\s]+:[^:\s]+:function:[^/\s]+\z")]
    private static partial Regex Function();
}
