// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Mapping.Values;

/// <summary>What a mapped value writes, as text; null when its source is missing.</summary>
internal static class Values
{
    public static string? Of(MappedValue value, Exchange exchange, ValueForm form = ValueForm.Text)
    {
        var writer = new ByteWriter();
        writer.Write("before"u8);
        var isPresent = value.Write(exchange, writer, form);
        var text = Sample.Text(writer.Written);
        Assert.StartsWith("before", text, StringComparison.Ordinal);
        Assert.True(isPresent || text == "before", "A missing source writes nothing.");
        return isPresent ? text[6..] : null;
    }

    public static string? Query(MappedValue value, Exchange exchange)
    {
        var writer = new ByteWriter();
        return value.WriteQuery(exchange, writer, "n"u8) ? Sample.Text(writer.Written) : null;
    }
}
