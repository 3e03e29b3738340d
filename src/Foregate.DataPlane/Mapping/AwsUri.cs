// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Mapping;

/// <summary>Reads what the URI of an AWS integration is about (aws-apigateway §3.5).</summary>
internal static class AwsUri
{
    /// <summary>Whether an integration of type AWS invokes a Lambda function.</summary>
    public static bool IsLambda(Integration integration) =>
        integration.Type == IntegrationType.Aws && integration.Uri is { } uri
        && (uri.Contains(":lambda:path/2015-03-31/functions/", StringComparison.Ordinal) || uri.Contains(":lambda:path//2015-03-31/functions/", StringComparison.Ordinal));
}
