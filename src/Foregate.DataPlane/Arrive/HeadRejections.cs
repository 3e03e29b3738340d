// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions;

namespace Foregate.DataPlane.Arrive;

/// <summary>What a door answers to a head that it will not read further, before any API is known. All close the connection.</summary>
internal static class HeadRejections
{
    private static readonly Rejection[] ByFault = MakeAll();

    /// <summary>The head did not arrive in time.</summary>
    public static Rejection Timeout { get; } = New(RejectionReason.RequestTimeout, 408, "Request Timeout", "RequestTimeoutException",
        "The request's head did not arrive whole in time.");

    public static Rejection For(HeadFault fault) => ByFault[(int)fault];

    /// <summary>What a well-formed head is refused for: more target or headers than AWS takes. Null when it fits.</summary>
    public static Rejection? ForSize(RequestHead head, Quotas quotas) =>
        head.Target.Length > quotas.UrlBytes ? For(HeadFault.TargetTooLong)
        : head.HeaderBytes > quotas.HeaderBytes ? For(HeadFault.HeadersTooLarge)
        : null;

    private static Rejection[] MakeAll()
    {
        var all = new Rejection[Enum.GetValues<HeadFault>().Length];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = Make((HeadFault)i);
        }

        return all;
    }

    private static Rejection Make(HeadFault fault) => fault switch
    {
        HeadFault.TargetTooLong => New(RejectionReason.UriTooLong, 414, "URI Too Long", "RequestUriTooLongException",
            "The request target is longer than the limit."),
        HeadFault.HeadersTooLarge => New(RejectionReason.HeadersTooLarge, 431, "Request Header Fields Too Large", "RequestHeaderFieldsTooLargeException",
            "The headers are larger than the limit, or too many."),
        HeadFault.UnsupportedExpectation => New(RejectionReason.ExpectationFailed, 417, "Expectation Failed", "ExpectationFailedException",
            "Expect says something other than 100-continue."),
        HeadFault.UnsupportedTransferCoding => New(RejectionReason.UnsupportedTransferCoding, 501, "Not Implemented", "NotImplementedException",
            "Transfer-Encoding names a coding other than chunked."),
        HeadFault.UnsupportedMethod => New(RejectionReason.MalformedRequest, 501, "Not Implemented", "NotImplementedException",
            "CONNECT and TRACE are not for a gateway's callers."),
        HeadFault.UnsupportedVersion => New(RejectionReason.UnsupportedHttpVersion, 505, "HTTP Version Not Supported", "HttpVersionNotSupportedException",
            "The request's version is neither HTTP/1.0 nor HTTP/1.1."),
        _ => New(RejectionReason.MalformedRequest, 400, "Bad Request", "BadRequestException", Malformed(fault)),
    };

    private static string Malformed(HeadFault fault) => fault switch
    {
        HeadFault.BadRequestLine => "The request line is not METHOD TARGET HTTP/1.1 with one space between (RFC 9112 §3).",
        HeadFault.BadMethod => "The method is not a token (RFC 9110 §9.1).",
        HeadFault.BadTarget => "The request target is not one that every reader reads the same way (RFC 9112 §3.2).",
        HeadFault.BadLineEnd => "A line does not end in CRLF (RFC 9112 §2.2).",
        HeadFault.FoldedHeader => "A header line starts with white space (RFC 9112 §5.2).",
        HeadFault.BadHeaderName => "A header name is not a token, or white space stands before its colon (RFC 9112 §5.1).",
        HeadFault.BadHeaderValue => "A header value holds a control character (RFC 9110 §5.5).",
        HeadFault.BadHost => "Host is missing, doubled, malformed or not the target's (RFC 9112 §3.2).",
        HeadFault.BadContentLength => "Content-Length is not a plain number (RFC 9110 §8.6).",
        HeadFault.ConflictingFraming => "The length of the body is said twice or ambiguously (RFC 9112 §6.3).",
        _ => "The head is not well-formed.",
    };

    private static Rejection New(RejectionReason reason, int status, string message, string errorType, string detail) =>
        new(reason, status, message, errorType, Blame.Client) { Detail = detail, ClosesConnection = true };
}
