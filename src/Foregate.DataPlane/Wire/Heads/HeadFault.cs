// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Heads;

/// <summary>Why a head was refused. The door answers each with its status and closes the connection.</summary>
internal enum HeadFault : byte
{
    None,
    BadRequestLine,
    BadMethod,

    /// <summary>A method that makes no sense at a gateway (CONNECT, TRACE): 501.</summary>
    UnsupportedMethod,
    BadTarget,

    /// <summary>A version other than HTTP/1.0 and HTTP/1.1: 505.</summary>
    UnsupportedVersion,

    /// <summary>A line that ends in LF without CR, or holds a lone CR.</summary>
    BadLineEnd,

    /// <summary>A header line that starts with white space (obs-fold).</summary>
    FoldedHeader,
    BadHeaderName,
    BadHeaderValue,
    BadHost,
    BadContentLength,

    /// <summary>Content-Length together with Transfer-Encoding, or either of them twice.</summary>
    ConflictingFraming,

    /// <summary>A transfer coding other than chunked alone: 501.</summary>
    UnsupportedTransferCoding,

    /// <summary>The target is longer than the limit: 414.</summary>
    TargetTooLong,

    /// <summary>The headers are larger than the limit, or too many: 431.</summary>
    HeadersTooLarge,

    /// <summary>Expect with anything but 100-continue: 417.</summary>
    UnsupportedExpectation,
    BadStatusLine,
}
