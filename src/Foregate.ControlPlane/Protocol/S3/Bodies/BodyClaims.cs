// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.S3.Bodies;

/// <summary>What the sender of a body says of it before it comes.</summary>
/// <param name="Header">The value of a header; <see langword="null"/> where it is not there.</param>
/// <param name="Payload">What the signature says of the body.</param>
/// <param name="Chunks">For a body whose chunks are signed.</param>
internal sealed record BodyClaims(Func<string, string?> Header, string Payload, ChunkVerifier Chunks);
