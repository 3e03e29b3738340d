// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.Compression;

/// <summary>Reads Accept-Encoding (RFC 9110 §12.5.3): of what the gateway can do, what the client likes best. Gzip before deflate where it likes both alike.</summary>
internal static class AcceptEncoding
{
    private const int Unsaid = -1;

    public static ContentCoding Best(HeaderTable headers)
    {
        if (!headers.Has(KnownHeader.AcceptEncoding))
        {
            return ContentCoding.Identity;
        }

        var weights = (Gzip: Unsaid, Deflate: Unsaid, Identity: Unsaid, Any: Unsaid);
        foreach (ref readonly var field in headers.Fields)
        {
            if (field.Id == KnownHeader.AcceptEncoding)
            {
                Read(headers.Value(field), ref weights);
            }
        }

        var gzip = weights.Gzip != Unsaid ? weights.Gzip : weights.Any;
        var deflate = weights.Deflate != Unsaid ? weights.Deflate : weights.Any;
        return gzip > 0 && gzip >= deflate && gzip >= weights.Identity ? ContentCoding.Gzip
            : deflate > 0 && deflate >= weights.Identity ? ContentCoding.Deflate
            : ContentCoding.Identity;
    }

    private static void Read(ReadOnlySpan<byte> list, ref (int Gzip, int Deflate, int Identity, int Any) weights)
    {
        foreach (var part in list.Split((byte)','))
        {
            var item = list[part];
            var semicolon = item.IndexOf((byte)';');
            var name = semicolon < 0 ? item : item[..semicolon];
            name = name[Ascii.Trim(name)];
            var weight = semicolon < 0 ? 1000 : Weight(item[(semicolon + 1)..]);
            if (Ascii.EqualsIgnoreCase(name, "gzip"u8) || Ascii.EqualsIgnoreCase(name, "x-gzip"u8))
            {
                weights.Gzip = weight;
            }
            else if (Ascii.EqualsIgnoreCase(name, "deflate"u8))
            {
                weights.Deflate = weight;
            }
            else if (Ascii.EqualsIgnoreCase(name, "identity"u8))
            {
                weights.Identity = weight;
            }
            else if (name.SequenceEqual("*"u8))
            {
                weights.Any = weight;
            }
        }
    }

    /// <summary>Thousandths. What is no weight is none at all: nobody is sent what he may not want.</summary>
    private static int Weight(ReadOnlySpan<byte> parameter)
    {
        parameter = parameter[Ascii.Trim(parameter)];
        if (parameter.Length < 3 || (parameter[0] | 0x20) != 'q' || parameter[1] != (byte)'=' || parameter.Length > 7
            || parameter[2] is not ((byte)'0' or (byte)'1') || (parameter.Length > 3 && parameter[3] != (byte)'.'))
        {
            return 0;
        }

        var weight = (parameter[2] - '0') * 1000;
        var unit = 100;
        for (var i = 4; i < parameter.Length; i++, unit /= 10)
        {
            if (!char.IsAsciiDigit((char)parameter[i]))
            {
                return 0;
            }

            weight += (parameter[i] - '0') * unit;
        }

        return Math.Min(weight, 1000);
    }
}
