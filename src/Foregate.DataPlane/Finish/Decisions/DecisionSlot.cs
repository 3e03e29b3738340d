// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Finish.Decisions;

/// <summary>One place of the ring: everything about a request by value, texts as bounded copies of its bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct DecisionSlot
{
    public RouteTrace? Trace;
    public Rejection? Rejection;

    /// <summary>Odd while the slot is being written; two more after each writing.</summary>
    public long Version;
    public long TimeEpoch;
    public long RequestBytes;
    public long ResponseBytes;
    public long TotalMicros;
    public long IntegrationMicros;
    public ushort Status;
    public ushort IntegrationStatus;
    public ushort StoppedIndex;
    public StepList StoppedList;
    public VerdictKind StoppedKind;
    public bool IsDoorRejection;
    public bool IsTruncated;
    public byte MethodLength;
    public byte PathLength;
    public bool IsPathCut;
    public byte SourceIpLength;
    public byte KeyTailLength;
    public KeyTailBytes KeyTail;
    public UuidBytes Uuid;
    public ExtendedBytes Extended;
    public MethodBytes Method;
    public PathBytes Path;
    public SourceIpBytes SourceIp;

    // Of an API key that was refused.
    [InlineArray(4)]
    public struct KeyTailBytes
    {
        private byte _first;
    }

    [InlineArray(36)]
    public struct UuidBytes
    {
        private byte _first;
    }

    [InlineArray(16)]
    public struct ExtendedBytes
    {
        private byte _first;
    }

    [InlineArray(16)]
    public struct MethodBytes
    {
        private byte _first;
    }

    [InlineArray(128)]
    public struct PathBytes
    {
        private byte _first;
    }

    // The longest text of an IPv6 address with an embedded IPv4 one.
    [InlineArray(45)]
    public struct SourceIpBytes
    {
        private byte _first;
    }
}
