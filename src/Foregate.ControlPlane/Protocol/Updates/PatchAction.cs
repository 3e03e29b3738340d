// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>Makes one change, or says why not.</summary>
/// <param name="captured">What stands in place of the pattern's {names}.</param>
internal delegate AwsError? PatchAction(PatchDocument document, PatchOperation operation, IReadOnlyList<string> captured);
