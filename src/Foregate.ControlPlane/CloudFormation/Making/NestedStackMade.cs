// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A nested stack that was made.</summary>
/// <param name="IsUnchanged">Whether it was so before.</param>
internal sealed record NestedStackMade(Stack Stack, bool IsUnchanged);
