// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Running;

/// <summary>Something of a template that writes output or changes variables.</summary>
internal abstract class Statement
{
    public abstract void Render(Run run);
}
