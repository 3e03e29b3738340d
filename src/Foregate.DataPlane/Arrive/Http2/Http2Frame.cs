// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>The nine bytes before each frame (RFC 9113 §4.1), and the names of what is in them.</summary>
internal readonly struct Http2Frame
{
    public const int HeaderSize = 9;

    /// <summary>The largest payload that either side may send: the standard's initial SETTINGS_MAX_FRAME_SIZE, which is never raised here.</summary>
    public const int MaxPayload = 16 * 1024;

    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Priority = 2;
    public const byte RstStream = 3;
    public const byte Settings = 4;
    public const byte PushPromise = 5;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;

    public const byte EndStreamFlag = 1;
    public const byte AckFlag = 1;
    public const byte EndHeadersFlag = 4;
    public const byte PaddedFlag = 8;
    public const byte PriorityFlag = 0x20;

    private readonly byte _flags;

    public Http2Frame(ReadOnlySpan<byte> header)
    {
        Length = (header[0] << 16) | (header[1] << 8) | header[2];
        Type = header[3];
        _flags = header[4];
        Stream = BinaryPrimitives.ReadInt32BigEndian(header[5..]) & int.MaxValue;
    }

    public int Length { get; }

    public byte Type { get; }

    public int Stream { get; }

    public bool EndsStream => Type is Data or Headers && (_flags & EndStreamFlag) != 0;

    public bool EndsHeaders => Type is Headers or Continuation && (_flags & EndHeadersFlag) != 0;

    public bool IsAck => Type is Settings or Ping && (_flags & AckFlag) != 0;

    public bool IsPadded => Type is Data or Headers && (_flags & PaddedFlag) != 0;

    public bool HasPriority => Type == Headers && (_flags & PriorityFlag) != 0;

    /// <summary>Whether the frame neither carries bytes of a message nor begins or ends one.</summary>
    public bool IsControl => Type is not (Data or Headers or Continuation);

    public static void Write(Span<byte> to, int length, byte type, byte flags, int stream)
    {
        to[0] = (byte)(length >> 16);
        to[1] = (byte)(length >> 8);
        to[2] = (byte)length;
        to[3] = type;
        to[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(to[5..], stream);
    }
}
