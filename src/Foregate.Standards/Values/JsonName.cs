// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Values;

/// <summary>A member's name as a document writes it, and as a text.</summary>
internal readonly record struct JsonName(string? Text, byte[] Utf8);
