// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Encodings.Web;

namespace Foregate.DataPlane.Verdicts;

/// <summary>How a step says no: a reason from the catalogue with its status, message and whose fault it is. A value made once, not an exception.</summary>
internal sealed class Rejection(RejectionReason reason, int status, string message, string errorType, Blame blame)
{
    public RejectionReason Reason { get; } = reason;

    public int Status { get; } = status;

    /// <summary>The text of the answer's "message", as AWS writes it.</summary>
    public string Message { get; } = message;

    /// <summary>The value of x-amzn-ErrorType (REST APIs only).</summary>
    public string ErrorType { get; } = errorType;

    public Blame Blame { get; } = blame;

    /// <summary>What the operator should know beyond the message, in AWS's words of the execution log where it has them; or null.</summary>
    public string? Detail { get; init; }

    /// <summary>The end of AWS's own line about it in the execution log, where that says other things than the detail; or null.</summary>
    public string? Logged { get; init; }

    /// <summary>Where in the definitions the refusing rule is said (AWS path), or null.</summary>
    public string? Place { get; init; }

    /// <summary>Whether the connection ends after this answer, because its bytes can no longer be trusted.</summary>
    public bool ClosesConnection { get; init; }

    /// <summary>$context.error.messageString: the message as JSON, with its quotes.</summary>
    public byte[] MessageString { get; } = Encoding.UTF8.GetBytes("\"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(message) + "\"");

    /// <summary>The default body: {"message":"…"} as JSON. AWS writes "Message" where a REST API denies access.</summary>
    public byte[] Body { get; } = Encoding.UTF8.GetBytes((reason == RejectionReason.AccessDenied ? "{\"Message\":\"" : "{\"message\":\"") + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(message) + "\"}");

    /// <summary>The value of x-amzn-ErrorType as bytes.</summary>
    public byte[] ErrorTypeBytes { get; } = Encoding.UTF8.GetBytes(errorType);

    /// <summary>The same refusal, said about a place in the definitions.</summary>
    public Rejection At(string place, string? detail = null, string? logged = null) =>
        new(Reason, Status, Message, ErrorType, Blame) { Place = place, Detail = detail ?? Detail, Logged = logged ?? Logged, ClosesConnection = ClosesConnection };
}
