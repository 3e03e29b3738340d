// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Text;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Channels;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>
/// One connection of a function's process to its Runtime API. While an invocation is asked for, the read for what comes after it
/// is already waiting; the event is sent by whoever brings it, on his thread.
/// </summary>
internal sealed class RuntimeConnection(Worker worker, Socket socket) : IDisposable
{
    /// <summary>Bytes of a function's answer at most: Lambda's limit.</summary>
    public const int MaxPayload = 6_291_556;

    // An answer that is too large is read so far, so that its sender reads the refusal.
    private const int MaxRefused = 64 * 1024 * 1024;
    private const int MaxHead = 256 * 1024;

    // AWS: of regional and private endpoints.
    private const int IdleStreamMilliseconds = 300_000;

    private static readonly byte[] s_accepted = Answer("202 Accepted", """{"status":"OK"}""");
    private static readonly byte[] s_unknownId = Answer("400 Bad Request", """{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""");
    private static readonly byte[] s_wrongState = Answer("403 Forbidden", """{"errorMessage":"The runtime is not in a state that allows this call","errorType":"InvalidStateTransition"}""");
    private static readonly byte[] s_notFound = Answer("404 Not Found", """{"errorMessage":"No such call of the Runtime API","errorType":"NotFound"}""");
    private static readonly byte[] s_tooLarge = Answer("413 Request Entity Too Large", $$"""{"errorMessage":"Exceeded maximum allowed payload size ({{MaxPayload}} bytes).","errorType":"RequestEntityTooLarge"}""");

    private readonly SocketChannel _channel = new(socket);
    private readonly RequestHead _head = new(MaxHead);
    private EventSending? _spare;
    private Http1BodyReader? _body;
    private byte[]? _rented;
    private int _length;

    /// <summary>Where the next event is written to, empty; <see cref="SendEventAsync"/> is given it.</summary>
    public EventSending NewEvent()
    {
        var sending = Interlocked.Exchange(ref _spare, null) ?? new EventSending(socket);
        sending.Writer.Clear();
        return sending;
    }

    /// <summary>Serves the connection until it ends. Never throws.</summary>
    public async Task RunAsync()
    {
        _body = new Http1BodyReader(_channel);
        try
        {
            while (await ReadHeadAsync() && await ServeAsync())
            {
            }
        }
        finally
        {
            Dispose();
            worker.Disconnected(this);
        }
    }

    /// <summary>Sends the event to the process that asked for it. False when it cannot have arrived whole.</summary>
    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    public async ValueTask<bool> SendEventAsync(EventSending sending)
    {
        var sent = await sending.SendAsync();
        if (!sending.IsKept || Interlocked.CompareExchange(ref _spare, sending, null) is not null)
        {
            sending.Dispose();
        }

        return sent;
    }

    public void Dispose() => _channel.Dispose();

    private static byte[] Answer(string status, string body) => System.Text.Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> ReadHeadAsync()
    {
        _head.Reset();
        while (true)
        {
            switch (ReadBuffered())
            {
                case HeadStatus.Complete:
                    return true;
                case HeadStatus.Invalid:
                    return false;
                default:
                    if (_channel.Unread.IsEmpty && await _channel.FillAsync() <= 0)
                    {
                        return false;
                    }

                    break;
            }
        }
    }

    private HeadStatus ReadBuffered()
    {
        var unread = _channel.Unread;
        if (unread.IsEmpty)
        {
            return HeadStatus.NeedMore;
        }

        var free = _head.Free;
        var before = _head.Filled;
        var count = Math.Min(free.Length, unread.Length);
        unread[..count].CopyTo(free);
        _head.Append(count);
        var status = _head.Read();
        _channel.Consume(status == HeadStatus.Complete ? _head.End - before : count);
        return status;
    }

    /// <summary>False when the connection must end.</summary>
    private ValueTask<bool> ServeAsync()
    {
        var path = _head[_head.Path];
        if (path.SequenceEqual("/2018-06-01/runtime/invocation/next"u8) && _head.Verb == HttpVerb.Get)
        {
            return new ValueTask<bool>(_head.Framing is { ContentLength: null or 0, IsChunked: false } && worker.Asked(this));
        }

        return _head.Verb == HttpVerb.Post ? TakeAsync() : RefuseAsync(s_notFound);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> TakeAsync()
    {
        if (_head.ExpectsContinue && !await _channel.SendAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray()))
        {
            return false;
        }

        var call = Find(_head[_head.Path], out var id);
        if (call == RuntimeCall.Response && IsStreaming() && worker.TryStream(id, out var waiting, out var mark))
        {
            return await StreamAsync(waiting, mark);
        }

        var status = await ReadBodyAsync();
        if (status is not (BodyStatus.End or BodyStatus.TooLarge))
        {
            GiveBack();
            return false;
        }

        var keeps = _head.KeepsAlive && _body!.IsComplete;
        if (call == RuntimeCall.None)
        {
            GiveBack();
            return await _channel.SendAsync(s_notFound) && keeps;
        }

        if (call == RuntimeCall.InitError)
        {
            var error = _rented.AsSpan(0, _length).ToArray();
            GiveBack();
            var isFirst = worker.CannotStart(error);
            return await _channel.SendAsync(isFirst ? s_accepted : s_wrongState) && keeps;
        }

        if (!worker.TryAnswer(id, out var invocation, out var token))
        {
            GiveBack();
            return await _channel.SendAsync(s_unknownId) && keeps;
        }

        if (status == BodyStatus.TooLarge)
        {
            GiveBack();
            invocation.TryEnd(token, FunctionOutcome.FunctionError, RuntimeErrors.TooLarge());
            return await _channel.SendAsync(s_tooLarge) && keeps;
        }

        var rented = _rented;
        _rented = null;
        var sent = await _channel.SendAsync(s_accepted);
        invocation.TryEnd(token, call == RuntimeCall.Response ? FunctionOutcome.Answered : FunctionOutcome.FunctionError, rented.AsMemory(0, _length), rented);
        return sent && keeps;
    }

    /// <summary>Passes the body on while it comes. Whether it is taken or not, it is read to its end: the function does not learn that its client went.</summary>
    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> StreamAsync(Invocation invocation, long token)
    {
        _body!.Start(_head.Framing, isAnswer: false, long.MaxValue);
        var stream = worker.NewStream(IdleStreamMilliseconds);
        var isTaken = invocation.TryEnd(token, FunctionOutcome.Answered, stream: stream);
        while (true)
        {
            var piece = await _body.ReadAsync();
            if (piece.Status == BodyStatus.Data)
            {
                isTaken = isTaken && await stream.OfferAsync(piece, isLast: _body.IsEnded && !_body.HadTrailers);
                continue;
            }

            // Fields behind the body tell that the function has failed in the middle of it.
            var end = piece.Status == BodyStatus.End && !_body.HadTrailers ? BodyChunk.End : new BodyChunk(default, BodyStatus.Aborted);
            _ = isTaken && await stream.OfferAsync(end, isLast: false);
            _body.Consume();
            return piece.Status == BodyStatus.End && await _channel.SendAsync(s_accepted) && _head.KeepsAlive;
        }
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<bool> RefuseAsync(byte[] answer)
    {
        await _channel.SendAsync(answer);
        return false;
    }

    /// <summary>Reads the body whole; what is beyond the limit is read and dropped.</summary>
    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BodyStatus> ReadBodyAsync()
    {
        _length = 0;
        _body!.Start(_head.Framing, isAnswer: false, MaxRefused);
        var expected = _body.Length ?? 4096;
        _rented = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expected, 16, MaxPayload));
        var isTooLarge = false;
        while (true)
        {
            var chunk = await _body.ReadAsync();
            if (chunk.Status != BodyStatus.Data)
            {
                _body.Consume();
                return chunk.Status == BodyStatus.End && isTooLarge ? BodyStatus.TooLarge : chunk.Status;
            }

            isTooLarge |= _length + chunk.Bytes.Length > MaxPayload;
            if (!isTooLarge)
            {
                Add(chunk.Bytes.Span);
            }
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_rented!.Length - _length < bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_rented.Length * 2, _length + bytes.Length));
            _rented.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = larger;
        }

        bytes.CopyTo(_rented.AsSpan(_length));
        _length += bytes.Length;
    }

    private void GiveBack()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static RuntimeCall Find(ReadOnlySpan<byte> path, out Guid id)
    {
        id = Guid.Empty;
        if (path.SequenceEqual("/2018-06-01/runtime/init/error"u8))
        {
            return RuntimeCall.InitError;
        }

        var start = "/2018-06-01/runtime/invocation/"u8;
        if (!path.StartsWith(start) || path.Length < start.Length + 36)
        {
            return RuntimeCall.None;
        }

        if (!Utf8Parser.TryParse(path.Slice(start.Length, 36), out id, out var read) || read != 36)
        {
            id = Guid.Empty;
        }

        var rest = path[(start.Length + 36)..];
        return rest.SequenceEqual("/response"u8) ? RuntimeCall.Response : rest.SequenceEqual("/error"u8) ? RuntimeCall.Error : RuntimeCall.None;
    }

    private bool IsStreaming()
    {
        var at = _head.Headers.IndexOf("Lambda-Runtime-Function-Response-Mode"u8, ignoreCase: true);
        return at >= 0 && System.Text.Ascii.EqualsIgnoreCase(_head.Headers.Value(_head.Headers.Fields[at]), "streaming"u8);
    }

    private enum RuntimeCall : byte
    {
        None,
        Response,
        Error,
        InitError,
    }
}
