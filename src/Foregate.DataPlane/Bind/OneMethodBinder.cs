// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Bind;

/// <summary>Binds every request to one method that was asked for by its id, whatever the path: one that does not match has no path variables (recorded).</summary>
/// <param name="tree">Of this method only.</param>
internal sealed class OneMethodBinder(ResourceTree tree, RoutePlan plan) : IBinder
{
    public Verdict Bind(Exchange exchange)
    {
        if (tree.Bind(exchange).Kind != VerdictKind.Continue)
        {
            exchange.Route.Room.Clear();
            exchange.Route.Set(plan);
        }

        return Verdict.Continue;
    }
}
