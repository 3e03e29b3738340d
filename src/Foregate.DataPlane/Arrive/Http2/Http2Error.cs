// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>Why a stream or a connection ends (RFC 9113 §7).</summary>
internal enum Http2Error
{
    NoError = 0,
    ProtocolError = 1,
    InternalError = 2,
    FlowControlError = 3,
    StreamClosed = 5,
    FrameSizeError = 6,
    RefusedStream = 7,
    Cancel = 8,
    CompressionError = 9,
    EnhanceYourCalm = 11,
}
