// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Traces;

/// <summary>What the execution log of one method on one stage tells.</summary>
/// <param name="Group">The log group, as AWS names it.</param>
/// <param name="ErrorsOnly">Level ERROR: only requests that the gateway could not serve.</param>
/// <param name="HasData">Whether headers and bodies are told.</param>
/// <param name="RequiresKey">Whether the method requires an API key.</param>
internal sealed record TraceSettings(string Group, bool ErrorsOnly, bool HasData, bool RequiresKey);
