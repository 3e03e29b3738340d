// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Dispatch.LambdaEvents;

/// <summary>
/// A streamed answer of a function (aws-apigateway §3.23): JSON that says status and headers, eight bytes of zero, and the body. What stands behind the zeros is
/// read as a body; a length that the headers promise is held.
/// </summary>
internal sealed class StreamedAnswer : IBodyReader
{
    /// <summary>Bytes in which the zeros must have come.</summary>
    private const int MaxPrelude = 16 * 1024;

    private readonly ByteWriter _head = new();
    private FunctionStream? _stream;
    private IntegrationResponse? _told;
    private TimeProvider _time = TimeProvider.System;
    private ReadOnlyMemory<byte> _rest;
    private long _left = long.MaxValue;
    private bool _isEnded;

    public long? Length { get; private set; }

    public bool IsEnded => _rest.IsEmpty && (_isEnded || _stream is null or { IsEnded: true }) && IsWhole;

    /// <summary>The JSON; valid until the next start.</summary>
    public ReadOnlyMemory<byte> Prelude { get; private set; }

    private static ReadOnlySpan<byte> Delimiter => "\0\0\0\0\0\0\0\0"u8;

    private bool IsWhole => _left is 0 or long.MaxValue || Length is null;

    /// <summary>What stands before the zeros; the whole payload where there are none.</summary>
    public static ReadOnlyMemory<byte> PreludeOf(ReadOnlyMemory<byte> payload) => payload.Span.IndexOf(Delimiter) is >= 0 and var at ? payload[..at] : payload;

    /// <summary>Reads on until the zeros have come. How that ended: <see cref="BodyStatus.Malformed"/> when they do not come in time.</summary>
    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    public async ValueTask<BodyStatus> StartAsync(FunctionAnswer answer)
    {
        _head.Clear();
        _stream = answer.Stream;
        _rest = default;
        _left = long.MaxValue;
        _isEnded = false;
        Length = null;
        Prelude = default;
        if (_stream is null)
        {
            // It does not stream, or has come whole.
            return Split(answer.Payload) ? BodyStatus.Data : BodyStatus.Malformed;
        }

        while (true)
        {
            var piece = await _stream.ReadAsync();
            if (piece.Status != BodyStatus.Data)
            {
                return piece.Status == BodyStatus.End ? BodyStatus.Malformed : piece.Status;
            }

            _head.Write(piece.Bytes.Span);
            if (Split(_head.WrittenMemory))
            {
                return BodyStatus.Data;
            }

            if (_head.Length >= MaxPrelude)
            {
                return BodyStatus.Malformed;
            }
        }
    }

    /// <summary>What the headers promise of the body.</summary>
    public void Expect(long length) => Length = _left = length;

    /// <summary>Who is told when the body's first byte comes.</summary>
    public void TellTo(IntegrationResponse response, TimeProvider time)
    {
        (_told, _time) = (response, time);
        if (!_rest.IsEmpty)
        {
            response.FirstContentAt = response.AllHeadersAt;
        }
    }

    public ValueTask<BodyChunk> ReadAsync()
    {
        if (!_rest.IsEmpty)
        {
            var rest = _rest;
            _rest = default;
            return new ValueTask<BodyChunk>(Count(new BodyChunk(rest, BodyStatus.Data)));
        }

        if (_isEnded || _stream is null || _stream.IsEnded)
        {
            return new ValueTask<BodyChunk>(Count(BodyChunk.End));
        }

        var reading = _stream.ReadAsync();
        return reading.IsCompletedSuccessfully ? new ValueTask<BodyChunk>(Count(reading.Result)) : Awaited(reading);
    }

    /// <summary>Keeps nothing of the answer.</summary>
    public void Forget()
    {
        _stream = null;
        _told = null;
        _rest = default;
        Prelude = default;
        _head.Clear();
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BodyChunk> Awaited(ValueTask<BodyChunk> reading) => Count(await reading);

    private bool Split(ReadOnlyMemory<byte> bytes)
    {
        var at = bytes.Span.IndexOf(Delimiter);
        if (at < 0 || at + Delimiter.Length > MaxPrelude)
        {
            return false;
        }

        Prelude = bytes[..at];
        _rest = bytes[(at + Delimiter.Length)..];
        return true;
    }

    private BodyChunk Count(BodyChunk piece)
    {
        if (piece.Status != BodyStatus.Data)
        {
            _isEnded = true;
            return piece.Status == BodyStatus.End && !IsWhole ? new BodyChunk(default, BodyStatus.Aborted) : piece;
        }

        if (_told is { FirstContentAt: 0 } response)
        {
            response.FirstContentAt = _time.GetTimestamp();
        }

        if (Length is not null)
        {
            _left -= piece.Bytes.Length;
            if (_left < 0)
            {
                _isEnded = true;
                return new BodyChunk(default, BodyStatus.Malformed);
            }
        }

        return piece;
    }
}
