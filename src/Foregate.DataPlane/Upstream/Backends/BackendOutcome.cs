// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>How a call to a back end ended, as far as its head.</summary>
internal enum BackendOutcome : byte
{
    /// <summary>Not decided yet.</summary>
    None,

    /// <summary>A final head was read; its body follows.</summary>
    Answered,

    /// <summary>No address of the back end could be connected to.</summary>
    ConnectFailed,
    NameNotResolved,

    /// <summary>The handshake failed, or the certificate is not to be trusted for this name.</summary>
    TlsFailed,

    /// <summary>The time for the whole call was over.</summary>
    TimedOut,

    /// <summary>The answer was not HTTP/1.1 as one can only read it one way.</summary>
    MalformedAnswer,

    /// <summary>The back end closed or reset the connection before a whole head.</summary>
    ConnectionLost,

    /// <summary>The back end closed or reset the connection after its head, before any of the body (<see cref="BackendCall.BreakOff"/>).</summary>
    AnswerCut,

    /// <summary>The address is one that integrations must never reach (<see cref="TargetPolicy"/>).</summary>
    TargetRefused,

    /// <summary>The client went away; nobody waits for the answer.</summary>
    ClientGone,

    /// <summary>The request's body could not be read to its end: <see cref="BackendCall.RequestBodyStatus"/>.</summary>
    RequestBodyFailed,
}
