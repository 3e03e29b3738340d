// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// Stands between TLS and Kestrel's HTTP/2 and looks at the frames that come by, without copying them: keeps a connection within its
/// <see cref="FrameBudget"/>, and tells the <see cref="HostWitness"/> whose header block comes next.
/// </summary>
internal sealed class FrameGate : PipeReader, IValueTaskSource<ReadResult>
{
    private readonly PipeReader _input;
    private readonly GateWriter _output;
    private readonly FrameBudget _budget;
    private readonly HostWitness _witness;
    private readonly Action _onRead;
    private readonly byte[] _header = new byte[Http2Frame.HeaderSize + 1];
    private ReadOnlySequence<byte> _given;
    private long _scanned;
    private int _preface;
    private int _have;
    private int _need = Http2Frame.HeaderSize;
    private int _payload;
    private bool _isBlock;
    private bool _isBlockEnd;
    private bool _settled;
    private bool _isBlind;
    private bool _isShut;

    // One read at a time waits, again and again: it needs no object of its own.
    private ManualResetValueTaskSourceCore<ReadResult> _waiting;
    private ConfiguredValueTaskAwaitable<ReadResult>.ConfiguredValueTaskAwaiter _reading;

    public FrameGate(PipeReader input, GateWriter output, FrameBudget budget, HostWitness witness)
    {
        _input = input;
        _output = output;
        _budget = budget;
        _witness = witness;
        _onRead = OnRead;
    }

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Wait(_input.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        if (!_input.TryRead(out result))
        {
            return false;
        }

        result = Give(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _scanned -= _given.Slice(0, consumed).Length;
        _given = default;
        _input.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => _input.CancelPendingRead();

    public override void Complete(Exception? exception = null) => _input.Complete(exception);

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _waiting.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _waiting.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _waiting.OnCompleted(continuation, state, token, flags);

    private ValueTask<ReadResult> Wait(ValueTask<ReadResult> reading)
    {
        _reading = reading.ConfigureAwait(false).GetAwaiter();
        if (_reading.IsCompleted)
        {
            return new ValueTask<ReadResult>(Give(_reading.GetResult()));
        }

        _waiting.Reset();
        _reading.UnsafeOnCompleted(_onRead);
        return new ValueTask<ReadResult>(this, _waiting.Version);
    }

    private void OnRead()
    {
        ReadResult result;
        try
        {
            result = Give(_reading.GetResult());
        }
        catch (Exception e)
        {
            _waiting.SetException(e);
            return;
        }

        _waiting.SetResult(result);
    }

    private ReadResult Give(ReadResult read)
    {
        var bytes = read.Buffer;
        if (!_isBlind)
        {
            // What was looked at and not taken goes first, alone: it may hold the block that the witness was told of.
            if (!_isShut && _scanned == 0)
            {
                _scanned = Scan(bytes);
            }

            if (_isShut)
            {
                // For Kestrel the client has gone: what it had asked for is broken off.
                bytes = bytes.Slice(0, 0);
                _scanned = 0;
                _given = bytes;
                return new ReadResult(bytes, isCanceled: false, isCompleted: true);
            }

            bytes = bytes.Slice(0, _scanned);
        }

        _given = bytes;
        return new ReadResult(bytes, read.IsCanceled, read.IsCompleted && bytes.Length == read.Buffer.Length);
    }

    /// <summary>Looks at new bytes; returns how many of them may be given on now.</summary>
    private long Scan(ReadOnlySequence<byte> bytes)
    {
        // To a client that says Host, header blocks are given one at a time: while Kestrel decodes one, it is known whose it is.
        // To all others as they come: each portion costs a way through the thread pool.
        var hasBlock = _isBlock && (_payload > 0 || !_isBlockEnd);
        _witness.Begin(goesOn: hasBlock);
        long offset = 0;
        foreach (var segment in bytes)
        {
            var span = segment.Span;
            for (var i = 0; i < span.Length;)
            {
                if (_payload > 0)
                {
                    var skip = Math.Min(_payload, span.Length - i);
                    _payload -= skip;
                    i += skip;
                    continue;
                }

                if (_preface < Preface.Length)
                {
                    if (span[i++] != Preface[_preface++])
                    {
                        // Not HTTP/2: Kestrel says so.
                        _isBlind = true;
                        return bytes.Length;
                    }

                    continue;
                }

                _header[_have++] = span[i++];
                if (_have < _need || !IsWhole(out var frame))
                {
                    continue;
                }

                var start = offset + i - _have;
                if (frame.Type == Http2Frame.Headers && hasBlock && start > 0 && _witness.NeedsOrder)
                {
                    _have = 0;
                    _need = Http2Frame.HeaderSize;
                    return start;
                }

                hasBlock |= Begin(frame);
                if (_isShut)
                {
                    return start;
                }
            }

            offset += span.Length;
        }

        return bytes.Length;
    }

    /// <summary>Whether the header is whole; a padded frame's length of padding belongs to it here.</summary>
    private bool IsWhole(out Http2Frame frame)
    {
        frame = new Http2Frame(_header);
        _need = frame.IsPadded ? Http2Frame.HeaderSize + 1 : Http2Frame.HeaderSize;
        return _have >= _need;
    }

    /// <summary>A frame begins; true when it carries a header block.</summary>
    private bool Begin(Http2Frame frame)
    {
        var padding = _header[Http2Frame.HeaderSize];
        _payload = frame.Length - (_have - Http2Frame.HeaderSize);
        _have = 0;
        _need = Http2Frame.HeaderSize;
        _isBlock = frame.Type is Http2Frame.Headers or Http2Frame.Continuation;
        _isBlockEnd = frame.EndsHeaders;
        if (!_settled)
        {
            _settled = true;
            if (frame.Type != Http2Frame.Settings || frame.IsSettingsAck)
            {
                // RFC 9113 §3.4: the preface goes on with SETTINGS.
                Shut(GateWriter.ProtocolError);
                return false;
            }
        }

        if (frame.Type == Http2Frame.Headers)
        {
            _witness.Add(frame.Stream);
        }

        if ((frame.IsControl && !_budget.TakeControl(frame.Type == Http2Frame.WindowUpdate))
            || (frame.IsEmpty(padding) && !_budget.TakeEmpty()))
        {
            Shut(GateWriter.EnhanceYourCalm);
        }

        return _isBlock;
    }

    private void Shut(int error)
    {
        _isShut = true;
        _output.GoAway(error);
    }
}
