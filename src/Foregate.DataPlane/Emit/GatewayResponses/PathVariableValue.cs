// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Emit.GatewayResponses;

/// <summary>A path variable's value as sent, by its name: refusals are worded for a whole API, whose routes have different ones. Missing before a route is known.</summary>
internal sealed class PathVariableValue(string name) : MappedValue
{
    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form)
    {
        var names = exchange.Route.Plan?.ParameterNames;
        if (names is null || Array.IndexOf(names, name) is not (>= 0 and var index))
        {
            return false;
        }

        writer.Write(exchange.Request[exchange.Route.Parameters[index]]);
        return true;
    }
}
