// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>Ends the transformation of one resource; the others are looked at all the same.</summary>
/// <param name="node">Where it is; the resource when nothing nearer is known.</param>
/// <param name="cause">One sentence.</param>
/// <param name="cure">One sentence.</param>
internal sealed class SamRefusal(SamNode? node, string cause, string cure) : Exception(cause)
{
    public SamNode? Node { get; } = node;

    public string Cause { get; } = cause;

    public string Cure { get; } = cure;
}
