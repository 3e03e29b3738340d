// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;
using Foregate.DataPlane.Wire.Hpack;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// Writes the header block of a request down in HTTP/1.1's form, so that one strict reader reads every request. What would read
/// differently once written down (a line end inside a name, a value that starts with a space) is refused here (RFC 9113 §8).
/// One object serves a connection's life.
/// </summary>
/// <param name="limit">Bytes of a head at most.</param>
internal sealed class Http2HeadReader(int limit)
{
    private const int MaxKept = 8 * 1024;

    private byte[] _kept = [];
    private int _keptLength;
    private ByteRange? _method;
    private ByteRange? _scheme;
    private ByteRange? _authority;
    private ByteRange? _path;
    private byte[] _cookie = [];
    private int _cookieLength;
    private int _hosts;
    private bool _hasLength;
    private bool _hasLine;
    private RequestHead? _head;

    /// <summary>The connection is of no use any more.</summary>
    public Http2Error ConnectionError { get; private set; }

    /// <summary>Whether the request is none: its stream is reset (RFC 9113 §8.1.1).</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>What the door answers the request with, if it is one; none when it is fit.</summary>
    public HeadFault Fault { get; private set; }

    /// <summary>Reads a block to its end and fills <paramref name="head"/>.</summary>
    public void Read(HpackReader fields, RequestHead head)
    {
        Begin(head);
        while (fields.Read())
        {
            if (ConnectionError == Http2Error.NoError)
            {
                Take(fields.Name, fields.Value);
            }
        }

        if (fields.IsBroken)
        {
            ConnectionError = Http2Error.CompressionError;
        }

        if (ConnectionError == Http2Error.NoError)
        {
            Complete(head);
        }

        _head = null;
        // What a large one needed is not held by a connection that waits.
        _kept = _kept.Length > MaxKept ? [] : _kept;
        _cookie = _cookie.Length > MaxKept ? [] : _cookie;
    }

    /// <summary>Reads a block that nobody wants, or the trailers of a request, which are dropped: only what it does to the connection counts.</summary>
    public Http2Error Skip(HpackReader fields, bool isTrailers)
    {
        var error = Http2Error.NoError;
        while (fields.Read())
        {
            if (isTrailers && (fields.Name[0] == (byte)':' || !IsWritten(fields.Name, fields.Value)))
            {
                error = Http2Error.ProtocolError;
            }
        }

        return fields.IsBroken ? Http2Error.CompressionError : error;
    }

    private void Begin(RequestHead head)
    {
        ConnectionError = Http2Error.NoError;
        IsMalformed = false;
        Fault = HeadFault.None;
        _head = head;
        _keptLength = _cookieLength = _hosts = 0;
        _method = _scheme = _authority = _path = null;
        _hasLength = _hasLine = false;
        head.Reset();
    }

    private void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!IsWritten(name, value))
        {
            ConnectionError = Http2Error.ProtocolError;
        }
        else if (name[0] == (byte)':')
        {
            TakePseudo(name, value);
        }
        else
        {
            if (!_hasLine)
            {
                WriteLine();
            }

            TakeField(name, value);
        }
    }

    /// <summary>Whether these are bytes that a field is made of (RFC 9113 §8.2.1): lower case, and no line ends.</summary>
    private static bool IsWritten(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        name.IndexOfAnyInRange((byte)'A', (byte)'Z') < 0
        && name.IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0
        && value.IndexOfAny((byte)'\r', (byte)'\n', (byte)0) < 0;

    private void TakePseudo(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        ref var field = ref _method;
        switch (name.Length)
        {
            case 5 when name.SequenceEqual(":path"u8):
                field = ref _path;
                break;
            case 7 when name.SequenceEqual(":scheme"u8):
                field = ref _scheme;
                break;
            case 7 when name.SequenceEqual(":method"u8):
                break;
            case 10 when name.SequenceEqual(":authority"u8):
                field = ref _authority;
                break;
            default:
                ConnectionError = Http2Error.ProtocolError;
                return;
        }

        if (field is not null || _hasLine)
        {
            ConnectionError = Http2Error.ProtocolError;
            return;
        }

        Keep(ref _kept, ref _keptLength, value);
        field = new ByteRange(_keptLength - value.Length, value.Length);
    }

    private void TakeField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var id = KnownHeaders.Find(name);
        switch (id)
        {
            case KnownHeader.Connection:
            case KnownHeader.Te when !Ascii.EqualsIgnoreCase(value, "trailers"u8):
            case KnownHeader.ContentLength when _hasLength || !BodyFraming.TryReadLength(value, out _):
                ConnectionError = Http2Error.ProtocolError;
                return;
            case KnownHeader.Upgrade or KnownHeader.KeepAlive or KnownHeader.ProxyConnection or KnownHeader.TransferEncoding:
                // RFC 9113 §8.2.2: of a connection of HTTP/1.1.
                Refuse(HeadFault.ConflictingFraming);
                return;
            case KnownHeader.Host:
                TakeHost(value);
                return;
            case KnownHeader.Cookie:
                TakeCrumb(value);
                return;
            case KnownHeader.ContentLength:
                _hasLength = true;
                break;
            case KnownHeader.Unknown when !HeaderLine.IsToken(name):
                Refuse(HeadFault.BadHeaderName);
                return;
            default:
                break;
        }

        WriteField(name, value);
    }

    private void TakeHost(ReadOnlySpan<byte> value)
    {
        _hosts++;
        if (_authority is { } authority)
        {
            if (_hosts > 1 || !Ascii.EqualsIgnoreCase(Kept(authority), value))
            {
                Refuse(HeadFault.BadHost);
            }
        }
        else if (_hosts > 1)
        {
            IsMalformed = true;
        }
        else
        {
            WriteField("Host"u8, value);
        }
    }

    // RFC 9113 §8.2.3: a cookie may come in crumbs and is one line for everyone behind HTTP/2.
    private void TakeCrumb(ReadOnlySpan<byte> crumb)
    {
        if (!HasPlainEnds(crumb))
        {
            Refuse(HeadFault.BadHeaderValue);
        }
        else if (_cookieLength + crumb.Length > limit)
        {
            Refuse(HeadFault.HeadersTooLarge);
        }
        else
        {
            if (_cookieLength > 0)
            {
                Keep(ref _cookie, ref _cookieLength, "; "u8);
            }

            Keep(ref _cookie, ref _cookieLength, crumb);
        }
    }

    private void Complete(RequestHead head)
    {
        if (!_hasLine)
        {
            WriteLine();
        }

        if (_cookieLength > 0)
        {
            WriteField("cookie"u8, _cookie.AsSpan(0, _cookieLength));
        }

        if (!Append("\r\n"u8))
        {
            Refuse(HeadFault.HeadersTooLarge);
        }

        // Read also what is refused: whoever writes it down wants to know what it was.
        var status = head.Read();
        head.MarkHttp2();
        if (Fault == HeadFault.None)
        {
            Fault = status switch
            {
                HeadStatus.Complete => HeadFault.None,
                HeadStatus.Invalid => head.Fault,
                _ => HeadFault.HeadersTooLarge,
            };
        }
    }

    /// <summary>All pseudo-headers are known: the request line, and the authority as Host.</summary>
    private void WriteLine()
    {
        _hasLine = true;
        var method = _method is { } m ? Kept(m) : default;
        var path = _path is { } p ? Kept(p) : default;
        var isConnect = method.SequenceEqual("CONNECT"u8);
        if (isConnect && _path is null && _scheme is null)
        {
            path = _authority is { } target ? Kept(target) : default;
        }
        else if (!IsRequest(method, path) || isConnect)
        {
            IsMalformed = true;
        }

        if (path.Contains((byte)' '))
        {
            Refuse(HeadFault.BadTarget);
        }

        if (!Append(method) || !Append(" "u8) || !Append(path) || !Append(" HTTP/1.1\r\n"u8))
        {
            Refuse(HeadFault.TargetTooLong);
        }

        if (_authority is { } authority)
        {
            // As AWS names it for requests of HTTP/2: mappings and functions of REST APIs look names up as they are spelled.
            var host = Kept(authority);
            // An empty one is refused by name, like a missing one.
            IsMalformed |= !host.IsEmpty && !RequestTarget.IsAuthority(host);
            WriteField("Host"u8, host);
        }
    }

    /// <summary>Whether the pseudo-headers are a request's (RFC 9113 §8.3.1).</summary>
    private bool IsRequest(ReadOnlySpan<byte> method, ReadOnlySpan<byte> path)
    {
        if (!HeaderLine.IsToken(method) || _scheme is not { } scheme || !Ascii.EqualsIgnoreCase(Kept(scheme), "https"u8) || path.IsEmpty)
        {
            return false;
        }

        if (path[0] != (byte)'/')
        {
            return path.SequenceEqual("*"u8) && method.SequenceEqual("OPTIONS"u8);
        }

        var query = path.IndexOf((byte)'?');
        return (query < 0 ? path : path[..query]).IndexOf("%00"u8) < 0;
    }

    private void WriteField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!HasPlainEnds(value))
        {
            Refuse(HeadFault.BadHeaderValue);
        }
        else if (!Append(name) || !Append(": "u8) || !Append(value) || !Append("\r\n"u8))
        {
            Refuse(HeadFault.HeadersTooLarge);
        }
    }

    // RFC 9113 §8.2.1: white space around a value is part of it, and no part that every reader keeps.
    private static bool HasPlainEnds(ReadOnlySpan<byte> value) =>
        value.IsEmpty || (value[0] is not ((byte)' ' or (byte)'\t') && value[^1] is not ((byte)' ' or (byte)'\t'));

    /// <summary>The first fault counts.</summary>
    private void Refuse(HeadFault fault) => Fault = Fault == HeadFault.None ? fault : Fault;

    private bool Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = _head!.Free;
            if (room.IsEmpty)
            {
                return false;
            }

            var piece = Math.Min(room.Length, bytes.Length);
            bytes[..piece].CopyTo(room);
            _head.Append(piece);
            bytes = bytes[piece..];
        }

        return true;
    }

    private ReadOnlySpan<byte> Kept(ByteRange range) => _kept.AsSpan(range.Offset, range.Length);

    private static void Keep(ref byte[] bytes, ref int length, ReadOnlySpan<byte> more)
    {
        if (length + more.Length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(Math.Max(256, bytes.Length * 2), length + more.Length));
        }

        more.CopyTo(bytes.AsSpan(length));
        length += more.Length;
    }
}
