// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.S3.Bodies;

/// <summary>How a body that comes in chunks is signed.</summary>
/// <param name="IsSigned">Whether each chunk has a signature.</param>
/// <param name="HasTrailer">Whether headers follow the last chunk.</param>
internal sealed record ChunkedForm(bool IsSigned, bool HasTrailer)
{
    /// <summary>What <c>x-amz-content-sha256</c> says; <see langword="null"/> for a form that is not known.</summary>
    public static ChunkedForm? Of(string payload) => payload switch
    {
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" => new(IsSigned: true, HasTrailer: false),
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => new(IsSigned: true, HasTrailer: true),
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => new(IsSigned: false, HasTrailer: true),
        _ => null,
    };
}
