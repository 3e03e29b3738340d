// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Clients;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>One invocation as it is asked for. Owned and reused by whoever asks.</summary>
internal sealed class FunctionCall
{
    /// <summary>The event: JSON as UTF-8.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>The value of X-Amzn-Trace-Id for the function; empty when there is none.</summary>
    public ReadOnlyMemory<byte> TraceId { get; set; }

    /// <summary>The client context as JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> ClientContext { get; set; }

    /// <summary>The Cognito identity as JSON; empty when there is none.</summary>
    public ReadOnlyMemory<byte> CognitoIdentity { get; set; }

    /// <summary>Whether the answer may come while the function runs; otherwise it comes whole.</summary>
    public bool TakesStream { get; set; }

    /// <summary>Milliseconds that the caller waits at most; the function's own timeout may be shorter.</summary>
    public int TimeoutMilliseconds { get; set; }

    /// <summary>Keys of the role in whose name the function is asked; null for the gateway's own. Who runs functions here does not look at them.</summary>
    public AwsCredentials? Credentials { get; set; }

    /// <summary>Ends the waiting when the client goes; null when nobody may.</summary>
    public ClientLifetime? Client { get; set; }
}
