// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.S3.Values;

/// <summary>A request that S3 refuses, found wherever it is read; answered in one place.</summary>
internal sealed class S3Exception(S3Error error) : Exception(error.Message)
{
    public S3Error Error { get; } = error;
}
