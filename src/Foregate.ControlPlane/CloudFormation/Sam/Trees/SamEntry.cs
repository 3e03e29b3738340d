// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.Trees;

/// <summary>One entry of a mapping.</summary>
/// <param name="Key">Its key.</param>
/// <param name="IsGiven">Whether the key is the template's own, not one that the transform wrote.</param>
/// <param name="Location">Where the key stands, if it stands anywhere.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct SamEntry(string Key, bool IsGiven, SourceLocation? Location, SamNode Value);
