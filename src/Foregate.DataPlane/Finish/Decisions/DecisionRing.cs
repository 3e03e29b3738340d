// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Finish.Decisions;

/// <summary>
/// Why each of the latest requests got its status: a ring of fixed size, the oldest record giving way to the newest. Writing neither
/// allocates nor waits; reading is safe at any time and sees whole records only (a sequence lock per slot).
/// </summary>
internal sealed class DecisionRing
{
    private readonly DecisionSlot[] _slots;
    private Cursor _cursor;

    /// <param name="memory">Bytes for the ring; at least one record fits.</param>
    public DecisionRing(long memory) =>
        _slots = new DecisionSlot[Math.Clamp(memory / Unsafe.SizeOf<DecisionSlot>(), 1, Array.MaxLength)];

    /// <summary>Records that are kept.</summary>
    public int Capacity => _slots.Length;

    public void Write(Exchange exchange, RouteTrace trace, in Outcome outcome)
    {
        var turn = (ulong)Interlocked.Increment(ref _cursor.Next) - 1;
        ref var slot = ref _slots[turn % (ulong)_slots.Length];
        var version = Volatile.Read(ref slot.Version);
        // Whoever still writes here has been overtaken by a whole lap: its record is as good as gone, and so this one is dropped too.
        if ((version & 1) != 0 || Interlocked.CompareExchange(ref slot.Version, version + 1, version) != version)
        {
            return;
        }

        Fill(ref slot, exchange, trace, outcome);
        Volatile.Write(ref slot.Version, version + 2);
    }

    /// <summary>The record of a request, unless it is too old.</summary>
    /// <param name="requestId">The UUID or the extended id.</param>
    public bool TryFind(ReadOnlySpan<char> requestId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DecisionRecord? record)
    {
        record = null;
        Span<byte> id = stackalloc byte[36];
        if ((requestId.Length != 36 && requestId.Length != 16)
            || System.Text.Ascii.FromUtf16(requestId, id, out var length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        id = id[..length];
        foreach (ref var slot in _slots.AsSpan())
        {
            if (Has(in slot, id) && TryRead(ref slot, out var copy) && Has(in copy, id))
            {
                record = DecisionRecord.Of(copy);
                return true;
            }
        }

        return false;
    }

    private static bool Has(in DecisionSlot slot, ReadOnlySpan<byte> id) =>
        id.SequenceEqual(id.Length == 36 ? slot.Uuid : (ReadOnlySpan<byte>)slot.Extended);

    // A slot that is being written, or was while it was copied, has lost the record that was looked for.
    private static bool TryRead(ref DecisionSlot slot, out DecisionSlot copy)
    {
        var version = Volatile.Read(ref slot.Version);
        copy = slot;
        Interlocked.MemoryBarrier();
        return version != 0 && (version & 1) == 0 && Volatile.Read(ref slot.Version) == version;
    }

    // Enough of a refused key to know by which slip it came, and too little to use it.
    private static ReadOnlySpan<byte> KeyTail(Exchange exchange) =>
        exchange.Rejection?.Reason == RejectionReason.InvalidApiKey && exchange.Request.Headers.TryGetLast(KnownHeader.XApiKey, out var key)
            ? key[^Math.Min(4, key.Length / 4)..]
            : default;

    private static void Fill(ref DecisionSlot slot, Exchange exchange, RouteTrace trace, in Outcome outcome)
    {
        slot.Trace = trace;
        slot.Rejection = exchange.Rejection;
        slot.TimeEpoch = exchange.RequestTimeEpoch;
        slot.RequestBytes = exchange.RequestBody.Length ?? -1;
        slot.ResponseBytes = exchange.Sink.BodyBytes;
        slot.TotalMicros = outcome.TotalMicros;
        slot.IntegrationMicros = outcome.IntegrationMicros;
        slot.Status = (ushort)outcome.Status;
        slot.IntegrationStatus = (ushort)(exchange.IntegrationResponse.IsPresent ? exchange.IntegrationResponse.Status : 0);
        slot.StoppedIndex = (ushort)exchange.Stopped.Index;
        slot.StoppedList = exchange.Stopped.List;
        slot.StoppedKind = exchange.Stopped.Kind;
        slot.IsDoorRejection = exchange.DoorRejection is not null;
        slot.IsTruncated = exchange.IsTruncated;
        exchange.Ids.Uuid.CopyTo(slot.Uuid);
        exchange.Ids.Extended.CopyTo(slot.Extended);
        var request = exchange.Request;
        var path = request[request.Path];
        slot.MethodLength = Copy(exchange.Verb == HttpVerb.Other ? request[request.Method] : HttpVerbs.Bytes(exchange.Verb), slot.Method);
        slot.PathLength = Copy(path, slot.Path);
        slot.KeyTailLength = Copy(KeyTail(exchange), slot.KeyTail);
        slot.IsPathCut = path.Length > slot.PathLength;
        // A request that the door itself refuses is known by its connection only.
        slot.SourceIpLength = Copy(exchange.SourceIp.IsEmpty ? exchange.Connection.RemoteAddress : exchange.SourceIp.Span, slot.SourceIp);
    }

    private static byte Copy(ReadOnlySpan<byte> from, Span<byte> to)
    {
        var length = Math.Min(from.Length, to.Length);
        from[..length].CopyTo(to);
        return (byte)length;
    }

    /// <summary>The one place all threads write to, on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Cursor
    {
        [FieldOffset(128)]
        public long Next;
    }
}
