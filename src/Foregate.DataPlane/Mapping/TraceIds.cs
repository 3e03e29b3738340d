// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Mapping;

/// <summary>The trace of a request: the client's goes on, and a request that brings none begins its own.</summary>
internal static class TraceIds
{
    /// <summary>The value of X-Amzn-Trace-Id.</summary>
    /// <param name="room">Where it is written if the client said none.</param>
    public static ReadOnlyMemory<byte> Of(Exchange exchange, ByteWriter room)
    {
        var headers = exchange.Request.Headers;
        if (headers.Has(KnownHeader.XAmznTraceId))
        {
            foreach (ref readonly var field in headers.Fields)
            {
                if (field.Id == KnownHeader.XAmznTraceId)
                {
                    return headers.Bytes.AsMemory(field.ValueOffset, field.ValueLength);
                }
            }
        }

        room.Clear();
        Write(exchange, room);
        return room.WrittenMemory;
    }

    /// <summary>Begins a trace: writes the value of X-Amzn-Trace-Id, the same for one request whoever asks.</summary>
    public static void Write(Exchange exchange, ByteWriter writer)
    {
        writer.Write("Root=1-"u8);
        var text = writer.GetSpan(8);
        var seconds = (uint)(exchange.RequestTimeEpoch / 1000);
        for (var i = 7; i >= 0; i--)
        {
            text[i] = "0123456789abcdef"u8[(int)(seconds & 15)];
            seconds >>= 4;
        }

        writer.Advance(8);
        writer.Write((byte)'-');
        // 96 bits of the request id: as unique as it, and found with it.
        var id = exchange.Ids.Uuid;
        writer.Write(id[9..13]);
        writer.Write(id[14..18]);
        writer.Write(id[19..23]);
        writer.Write(id[24..36]);
    }
}
