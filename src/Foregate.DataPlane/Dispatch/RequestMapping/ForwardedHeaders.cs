// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>
/// Tells the back end who asks and how: X-Forwarded-* for REST APIs, Forwarded (RFC 7239) for HTTP APIs (aws-apigateway §4.1). What the client
/// said of it is kept before our own word when it is a trusted proxy.
/// </summary>
internal static class ForwardedHeaders
{
    private static readonly SearchValues<byte> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>X-Forwarded-For, -Port and -Proto.</summary>
    /// <param name="mapped">The headers that mappings have said already, as bits by id.</param>
    public static void WriteXForwarded(Exchange exchange, ByteWriter writer, ulong mapped)
    {
        if (!IsIn(mapped, KnownHeader.XForwardedFor))
        {
            writer.Write("X-Forwarded-For: "u8);
            WriteXForwardedFor(exchange, writer);
            writer.Write("\r\n"u8);
        }

        if (!IsIn(mapped, KnownHeader.XForwardedPort))
        {
            writer.Write("X-Forwarded-Port: "u8);
            writer.Write(XForwardedPort(exchange));
            writer.Write("\r\n"u8);
        }

        if (!IsIn(mapped, KnownHeader.XForwardedProto))
        {
            writer.Write(exchange.IsSecure ? "X-Forwarded-Proto: https\r\n"u8 : "X-Forwarded-Proto: http\r\n"u8);
        }
    }

    /// <summary>The value of X-Forwarded-For.</summary>
    public static void WriteXForwardedFor(Exchange exchange, ByteWriter writer)
    {
        var headers = exchange.Request.Headers;
        if (exchange.IsFromTrustedProxy && headers.Has(KnownHeader.XForwardedFor))
        {
            WriteAll(headers, KnownHeader.XForwardedFor, writer);
        }

        writer.Write(exchange.Connection.RemoteAddress);
    }

    /// <summary>The value of X-Forwarded-Port.</summary>
    public static ReadOnlySpan<byte> XForwardedPort(Exchange exchange) =>
        exchange.IsFromTrustedProxy && exchange.Request.Headers.TryGetLast(KnownHeader.XForwardedPort, out var port) ? port : exchange.Connection.LocalPort;

    /// <summary>Forwarded: what a trusted proxy said, in its own or in X-Forwarded-* words, then by, for, host and proto of this hop.</summary>
    public static void WriteForwarded(Exchange exchange, ByteWriter writer)
    {
        writer.Write("Forwarded: "u8);
        if (exchange.IsFromTrustedProxy)
        {
            WriteEarlierHops(exchange.Request.Headers, writer);
        }

        var connection = exchange.Connection;
        writer.Write("by="u8);
        WriteNode(connection.LocalAddress, writer);
        writer.Write(";for="u8);
        WriteNode(connection.RemoteAddress, writer);
        var host = exchange.Request[exchange.Request.Host];
        if (!host.IsEmpty)
        {
            writer.Write(";host="u8);
            WriteValue(host, writer);
        }

        writer.Write(exchange.IsSecure ? ";proto=https\r\n"u8 : ";proto=http\r\n"u8);
    }

    private static void WriteEarlierHops(HeaderTable headers, ByteWriter writer)
    {
        if (headers.Has(KnownHeader.Forwarded))
        {
            WriteAll(headers, KnownHeader.Forwarded, writer);
            return;
        }

        var isFirst = true;
        foreach (ref readonly var field in headers.Fields)
        {
            if (field.Id != KnownHeader.XForwardedFor)
            {
                continue;
            }

            var list = headers.Value(field);
            foreach (var part in list.Split((byte)','))
            {
                var node = list[part];
                node = node[Ascii.Trim(node)];
                if (node.IsEmpty)
                {
                    continue;
                }

                writer.Write("for="u8);
                WriteNode(node, writer);
                if (isFirst)
                {
                    // Host and scheme are the first hop's: the one the client itself spoke with.
                    WriteParameter(headers, KnownHeader.XForwardedHost, ";host="u8, writer);
                    WriteParameter(headers, KnownHeader.XForwardedProto, ";proto="u8, writer);
                    isFirst = false;
                }

                writer.Write(", "u8);
            }
        }
    }

    private static void WriteParameter(HeaderTable headers, KnownHeader id, ReadOnlySpan<byte> name, ByteWriter writer)
    {
        if (headers.TryGet(id, out var value) && !value.IsEmpty)
        {
            writer.Write(name);
            WriteValue(value, writer);
        }
    }

    // An IPv6 address stands in brackets, and those in quotes (RFC 7239 §6).
    private static void WriteNode(ReadOnlySpan<byte> node, ByteWriter writer)
    {
        if (node.Count((byte)':') < 2 || node[0] == (byte)'[' || node[0] == (byte)'"')
        {
            WriteValue(node, writer);
            return;
        }

        writer.Write("\"["u8);
        writer.Write(node);
        writer.Write("]\""u8);
    }

    private static void WriteValue(ReadOnlySpan<byte> value, ByteWriter writer)
    {
        if (value.IndexOfAnyExcept(Token) < 0)
        {
            writer.Write(value);
            return;
        }

        if (value.Length >= 2 && value[0] == (byte)'"' && value[^1] == (byte)'"')
        {
            value = value[1..^1];
        }

        writer.Write((byte)'"');
        foreach (var each in value)
        {
            if (each is (byte)'"' or (byte)'\\')
            {
                writer.Write((byte)'\\');
            }

            writer.Write(each);
        }

        writer.Write((byte)'"');
    }

    private static void WriteAll(HeaderTable headers, KnownHeader id, ByteWriter writer)
    {
        foreach (ref readonly var field in headers.Fields)
        {
            if (field.Id == id && field.ValueLength > 0)
            {
                writer.Write(headers.Value(field));
                writer.Write(", "u8);
            }
        }
    }

    private static bool IsIn(ulong ids, KnownHeader id) => (ids & (1UL << (int)id)) != 0;
}
