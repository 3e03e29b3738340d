// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Mapping.Payloads;

/// <summary>What becomes of a payload on its way through a mapping (aws-apigateway §3.10).</summary>
internal enum PayloadChange : byte
{
    /// <summary>It is text: bytes that are no UTF-8 become the replacement character.</summary>
    Text,

    /// <summary>It stays as it is.</summary>
    Bytes,

    /// <summary>Bytes become base64 text.</summary>
    Encode,

    /// <summary>Base64 text becomes bytes.</summary>
    Decode,
}
