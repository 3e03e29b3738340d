// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Heads;

/// <summary>
/// The canonical request head: what every later reader of the request reads, whichever door it came through. Strict
/// (RFC 9112, RFC 9110): what two readers could read differently is refused. The raw target stays as sent.
/// </summary>
/// <param name="limit">Bytes of request line and headers together at most.</param>
internal sealed class RequestHead(int limit) : MessageHead(limit)
{
    /// <summary>Empty lines before the request line that are skipped; more are refused.</summary>
    private const int MaxLeadingEmptyLines = 4;

    private int _emptyLines;

    public HttpVerb Verb { get; private set; }

    /// <summary>The method token as sent.</summary>
    public ByteRange Method { get; private set; }

    /// <summary>The request target as sent.</summary>
    public ByteRange Target { get; private set; }

    /// <summary>The path of the target as sent, from its first slash, without the query.</summary>
    public ByteRange Path { get; private set; }

    /// <summary>The query as sent, without the question mark; empty when there is none.</summary>
    public ByteRange Query { get; private set; }

    /// <summary>Host and optional port; empty on HTTP/1.0 without Host.</summary>
    public ByteRange Host { get; private set; }

    public HttpProtocol Protocol { get; private set; }

    public BodyFraming Framing { get; private set; }

    /// <summary>Whether the client waits for 100 Continue before it sends the body.</summary>
    public bool ExpectsContinue { get; private set; }

    /// <summary>Whether the client lets the connection live on.</summary>
    public bool KeepsAlive { get; private set; }

    /// <summary>Whether nobody sent the head, so that nobody forwarded it.</summary>
    public bool IsHandmade { get; private set; }

    public ReadOnlySpan<byte> this[ByteRange range] => Bytes.AsSpan(range.Offset, range.Length);

    public override void Reset()
    {
        base.Reset();
        _emptyLines = 0;
        Verb = HttpVerb.Other;
        Method = Target = Path = Query = Host = default;
        Framing = default;
        ExpectsContinue = false;
        KeepsAlive = false;
        IsHandmade = false;
    }

    /// <summary>Says that the head came by HTTP/2: its body's end, and the connection's, are told by frames and not by headers.</summary>
    public void MarkHttp2()
    {
        Protocol = HttpProtocol.Http2;
        KeepsAlive = true;
    }

    /// <summary>Says that nobody sent the head: it is as one of HTTP/1.1, and needs no host.</summary>
    public void MarkHandmade()
    {
        Protocol = HttpProtocol.Http11;
        IsHandmade = true;
    }

    protected override bool SkipsEmptyLine() => ++_emptyLines <= MaxLeadingEmptyLines;

    protected override HeadFault ReadFirstLine(ReadOnlySpan<byte> line, int offset)
    {
        var space = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        if (space <= 0 || last == space)
        {
            return HeadFault.BadRequestLine;
        }

        if (!HeaderLine.IsToken(line[..space]))
        {
            return HeadFault.BadMethod;
        }

        Method = new ByteRange(offset, space);
        Verb = HttpVerbs.Find(line[..space]);
        if (Verb == HttpVerb.Other && (line[..space].SequenceEqual("CONNECT"u8) || line[..space].SequenceEqual("TRACE"u8)))
        {
            return HeadFault.UnsupportedMethod;
        }

        var version = line[(last + 1)..];
        if (version.SequenceEqual("HTTP/1.1"u8))
        {
            Protocol = HttpProtocol.Http11;
        }
        else if (version.SequenceEqual("HTTP/1.0"u8))
        {
            Protocol = HttpProtocol.Http10;
        }
        else
        {
            return version.Length == 8 && version.StartsWith("HTTP/"u8) && version[6] == (byte)'.'
                && char.IsAsciiDigit((char)version[5]) && char.IsAsciiDigit((char)version[7])
                ? HeadFault.UnsupportedVersion : HeadFault.BadRequestLine;
        }

        return ReadTarget(line[(space + 1)..last], offset + space + 1);
    }

    protected override HeadFault Complete()
    {
        var fault = ReadHost();
        if (fault != HeadFault.None)
        {
            return fault;
        }

        fault = BodyFraming.Read(Headers, Protocol == HttpProtocol.Http11, out var framing);
        if (fault != HeadFault.None)
        {
            return fault;
        }

        Framing = framing;
        KeepsAlive = Protocol == HttpProtocol.Http11;
        if (Headers.Has(KnownHeader.Connection))
        {
            ReadConnection();
        }

        return Headers.TryGet(KnownHeader.Expect, out var expect) ? ReadExpect(expect) : HeadFault.None;
    }

    private HeadFault ReadTarget(ReadOnlySpan<byte> target, int offset)
    {
        var fault = RequestTarget.Read(target, out var authority, out var path, out var query);
        if (fault == HeadFault.None)
        {
            Target = new ByteRange(offset, target.Length);
            Path = new ByteRange(offset + path.Offset, path.Length);
            Query = new ByteRange(offset + query.Offset, query.Length);
            Host = authority.IsEmpty ? default : new ByteRange(offset + authority.Offset, authority.Length);
        }

        return fault;
    }

    private HeadFault ReadHost()
    {
        var count = Headers.CountOf(KnownHeader.Host);
        if (count != 1)
        {
            return count == 0 && Protocol == HttpProtocol.Http10 ? HeadFault.None : HeadFault.BadHost;
        }

        foreach (ref readonly var field in Headers.Fields)
        {
            if (field.Id == KnownHeader.Host)
            {
                var host = Headers.Value(field);
                // An absolute target and Host that disagree are two addresses for two readers.
                if (!RequestTarget.IsAuthority(host)
                    || (!Host.IsEmpty && !RequestTarget.IsSameAuthority(this[Host], host, isHttps: Host.Offset - Target.Offset == "https://".Length)))
                {
                    return HeadFault.BadHost;
                }

                Host = new ByteRange(field.ValueOffset, field.ValueLength);
            }
        }

        return HeadFault.None;
    }

    private void ReadConnection()
    {
        foreach (ref readonly var field in Headers.Fields)
        {
            if (field.Id == KnownHeader.Connection)
            {
                var value = Headers.Value(field);
                if (ConnectionOptions.Contains(value, "close"u8))
                {
                    KeepsAlive = false;
                    return;
                }

                KeepsAlive |= ConnectionOptions.Contains(value, "keep-alive"u8);
            }
        }
    }

    private HeadFault ReadExpect(ReadOnlySpan<byte> expect)
    {
        if (!System.Text.Ascii.EqualsIgnoreCase(expect, "100-continue"u8) || Headers.CountOf(KnownHeader.Expect) > 1)
        {
            return HeadFault.UnsupportedExpectation;
        }

        ExpectsContinue = Protocol == HttpProtocol.Http11 && (Framing.IsChunked || Framing.ContentLength > 0);
        return HeadFault.None;
    }
}
