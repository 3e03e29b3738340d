// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Arrive;

/// <summary>What one proxy said of the hop before it.</summary>
/// <param name="For">The node as written, without quotes: an address with or without port, "unknown" or an obfuscated name.</param>
/// <param name="Proto">The scheme; null when it was not said.</param>
internal readonly record struct ForwardedHop(string For, string? Proto);
