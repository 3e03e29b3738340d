// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Verdicts;

/// <summary>The lists a request runs through, in order.</summary>
internal enum StepList : byte
{
    Address,
    AtTheDoor,
    Bind,
    OnRoute,
}
