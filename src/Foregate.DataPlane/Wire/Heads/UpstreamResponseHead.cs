// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Heads;

/// <summary>The head of a back end's answer, read as strictly as a request: status 100-599, exact line ends, one framing.</summary>
/// <param name="limit">Bytes of status line and headers together at most.</param>
internal sealed class UpstreamResponseHead(int limit) : MessageHead(limit)
{
    public int Status { get; private set; }

    public HttpProtocol Protocol { get; private set; }

    public BodyFraming Framing { get; private set; }

    /// <summary>Whether the back end lets the connection live on.</summary>
    public bool KeepsAlive { get; private set; }

    public override void Reset()
    {
        base.Reset();
        Status = 0;
        Framing = default;
        KeepsAlive = false;
    }

    protected override bool SkipsEmptyLine() => false;

    protected override HeadFault ReadFirstLine(ReadOnlySpan<byte> line, int offset)
    {
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[7] is not ((byte)'0' or (byte)'1') || line[8] != (byte)' '
            || (line.Length > 12 && line[12] != (byte)' ')
            || line[9..12].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0
            || !HeaderLine.IsFieldValue(line[12..]))
        {
            return HeadFault.BadStatusLine;
        }

        Status = ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + (line[11] - '0');
        Protocol = line[7] == (byte)'1' ? HttpProtocol.Http11 : HttpProtocol.Http10;
        return Status is >= 100 and <= 599 ? HeadFault.None : HeadFault.BadStatusLine;
    }

    protected override HeadFault Complete()
    {
        KeepsAlive = ReadKeepsAlive();
        var fault = BodyFraming.Read(Headers, Protocol == HttpProtocol.Http11, out var framing);
        Framing = framing;
        return fault;
    }

    private bool ReadKeepsAlive()
    {
        var keeps = Protocol == HttpProtocol.Http11;
        foreach (ref readonly var field in Headers.Fields)
        {
            if (field.Id == KnownHeader.Connection)
            {
                var value = Headers.Value(field);
                if (ConnectionOptions.Contains(value, "close"u8))
                {
                    // "close" wins over any other line.
                    return false;
                }

                keeps |= ConnectionOptions.Contains(value, "keep-alive"u8);
            }
        }

        return keeps;
    }
}
