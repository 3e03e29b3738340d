// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>A mapped value of a non-proxy integration, in whose place the request template may have set another (aws-apigateway §3.8).</summary>
/// <param name="mapped">What the definition maps, when the template sets nothing.</param>
internal sealed class OverriddenValue(RequestPart part, string name, MappedValue mapped) : MappedValue
{
    public override bool Write(Exchange exchange, ByteWriter writer, ValueForm form) =>
        Overriding.TryFind(exchange.Overrides, part, name, out var value)
            ? Overriding.Write(value, writer, form)
            : mapped.Write(exchange, writer, form);

    public override bool WriteQuery(Exchange exchange, ByteWriter writer, ReadOnlySpan<byte> target) =>
        Overriding.TryFind(exchange.Overrides, part, name, out var value)
            ? Overriding.WriteQuery(value, writer, target)
            : mapped.WriteQuery(exchange, writer, target);
}
