// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>Begins a trace for a request that brings none.</summary>
internal static class TraceIds
{
    /// <summary>Writes the value of X-Amzn-Trace-Id.</summary>
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
