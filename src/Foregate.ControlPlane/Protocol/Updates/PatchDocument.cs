// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>The resource while its changes are made, one after another: nobody else sees it before all of them went well.</summary>
internal sealed class PatchDocument(WireValue resource)
{
    public WireValue Value { get; private set; } = resource;

    public WireValue? Get(params ReadOnlySpan<string> path)
    {
        var value = Value;
        foreach (var name in path)
        {
            if (value?.Kind != WireKind.Map)
            {
                return null;
            }

            value = value[name];
        }

        return value;
    }

    /// <summary>Puts a value at a path, with whatever leads to it; <see langword="null"/> takes away what is there.</summary>
    public void Set(WireValue? value, params ReadOnlySpan<string> path) => Value = Set(Value, value, path);

    private static WireValue Set(WireValue into, WireValue? value, ReadOnlySpan<string> path)
    {
        if (path.Length > 1)
        {
            var inner = into[path[0]];
            if (inner is null && value is null)
            {
                return into;
            }

            value = Set(inner ?? WireValue.Empty, value, path[1..]);
        }

        return into.With((path[0], value));
    }
}
