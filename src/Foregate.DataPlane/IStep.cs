// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane;

/// <summary>
/// One step of the request's way: a definition compiled. Immutable; carries its own precomputed data. A step that is not configured is
/// not there: its static For(definition, compilation) returns null.
/// </summary>
internal interface IStep
{
    /// <summary>Decides about the exchange. Completes synchronously unless it waits for the network.</summary>
    ValueTask<Verdict> InvokeAsync(Exchange exchange);

    /// <summary>Gives back what a request that it let pass has taken: it was only asked about. For steps that take anything.</summary>
    void GiveBack(Exchange exchange)
    {
    }
}
