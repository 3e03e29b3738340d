// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Bodies;

/// <summary>What was computed of a body while it was read.</summary>
/// <param name="Md5">In hexadecimal digits: the entity tag.</param>
/// <param name="Sha256">In hexadecimal digits.</param>
/// <param name="Checksum">Of the algorithm that the caller chose, or that was wanted; <see langword="null"/> for none.</param>
internal sealed record ReceivedBody(long Size, string Md5, string Sha256, ObjectChecksum? Checksum);
