// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Upstream.Functions.Remote;

/// <summary>A Lambda endpoint that runs the functions which nobody here runs.</summary>
public sealed record RemoteFunctionOptions
{
    /// <summary>For example https://lambda.us-east-1.amazonaws.com, without a path.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The region that requests are signed for.</summary>
    public required string Region { get; init; }

    public required AwsCredentials Credentials { get; init; }
}
