// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Mapping.Values;

/// <summary>Reads what templates have overridden (aws-apigateway §3.8): headers by their names in any case, all else as it is spelled.</summary>
internal static class Overriding
{
    private static readonly ValueMap s_nothing = new();

    /// <summary>What was set of a part of the request.</summary>
    public static ValueMap Of(TemplateOverrides? overrides, RequestPart part) => overrides is null ? s_nothing : part switch
    {
        RequestPart.Header => overrides.RequestHeaders,
        RequestPart.Query => overrides.RequestQuery,
        _ => overrides.RequestPath,
    };

    public static bool TryFind(TemplateOverrides? overrides, RequestPart part, string name, out Value value)
    {
        value = default;
        if (overrides is null)
        {
            return false;
        }

        var set = Of(overrides, part);
        return part == RequestPart.Header ? TryFindHeader(set, name, out value) : set.TryGet(name, out value);
    }

    /// <summary>A header by its name in any case.</summary>
    public static bool TryFindHeader(ValueMap headers, string name, out Value value)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers.KeyAt(i).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = headers.ValueAt(i);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Writes the value; those of a list joined by commas. False for null, which sets nothing.</summary>
    public static bool Write(Value value, ByteWriter writer, ValueForm form)
    {
        if (value.IsNull)
        {
            return false;
        }

        if (value.Kind != ValueKind.List)
        {
            WriteOne(value, writer, form);
            return true;
        }

        var list = value.AsList;
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
            {
                writer.Write((byte)',');
            }

            WriteOne(list[i], writer, form);
        }

        return true;
    }

    /// <summary>Writes "&amp;name=value" for the value, or for each of a list. False for null.</summary>
    /// <param name="target">The name, encoded for a query.</param>
    public static bool WriteQuery(Value value, ByteWriter writer, ReadOnlySpan<byte> target)
    {
        if (value.IsNull)
        {
            return false;
        }

        var count = value.Kind == ValueKind.List ? value.AsList.Count : 1;
        for (var i = 0; i < count; i++)
        {
            writer.Write((byte)'&');
            writer.Write(target);
            writer.Write((byte)'=');
            WriteOne(value.Kind == ValueKind.List ? value.AsList[i] : value, writer, ValueForm.Query);
        }

        return true;
    }

    private static void WriteOne(Value value, ByteWriter writer, ValueForm form) =>
        PercentEncoding.Encode(Encoding.UTF8.GetBytes(JavaText.Of(value)), writer, form);
}
