// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Mapping.Payloads;

/// <summary>Which bodies are not text (aws-apigateway §3.10, §4.3): what a REST API lists, or what HTTP APIs take for text by themselves.</summary>
internal sealed class BinaryMediaTypes
{
    private readonly byte[][] _types;
    private readonly bool _isAll;

    public BinaryMediaTypes(IEnumerable<string> types)
    {
        var list = new List<byte[]>();
        foreach (var type in types)
        {
            _isAll |= type == "*/*";
            list.Add(Encoding.UTF8.GetBytes(type));
        }

        _types = [.. list];
    }

    /// <summary>Whether a REST API's list has the first media type of the value. Parameters do not count; image/* has all images.</summary>
    /// <param name="value">Of Content-Type or Accept; empty when there is none.</param>
    public bool Match(ReadOnlySpan<byte> value)
    {
        if (_isAll)
        {
            return true;
        }

        var first = MediaType.First(value);
        foreach (var type in _types)
        {
            if (type.AsSpan().EndsWith("/*"u8)
                ? first.Length >= type.Length && Ascii.EqualsIgnoreCase(first[..(type.Length - 1)], type.AsSpan(0, type.Length - 1))
                : Ascii.EqualsIgnoreCase(first, type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an HTTP API takes a body of this type for text.</summary>
    public static bool IsText(ReadOnlySpan<byte> contentType)
    {
        var type = MediaType.First(contentType);
        return (type.Length > 5 && Ascii.EqualsIgnoreCase(type[..5], "text/"u8))
            || Ascii.EqualsIgnoreCase(type, "application/json"u8)
            || Ascii.EqualsIgnoreCase(type, "application/javascript"u8)
            || Ascii.EqualsIgnoreCase(type, "application/xml"u8)
            || (type.Length > 5 && Ascii.EqualsIgnoreCase(type[^5..], "+json"u8))
            || (type.Length > 4 && Ascii.EqualsIgnoreCase(type[^4..], "+xml"u8));
    }
}
