// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Operations.Artifacts;

/// <summary>An object's bytes, or what S3 says about why there are none.</summary>
/// <param name="Code">S3's error code; <see langword="null"/> where the content was read.</param>
/// <param name="Message">S3's text.</param>
internal sealed record ObjectRead(ReadOnlyMemory<byte> Content, string? Code = null, string Message = "");
