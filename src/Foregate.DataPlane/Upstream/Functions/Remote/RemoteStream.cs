// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Standards.EventStreams;

namespace Foregate.DataPlane.Upstream.Functions.Remote;

/// <summary>What a function behind a Lambda endpoint streams: the payloads of InvokeWithResponseStream's events, until one says how it ended.</summary>
internal sealed class RemoteStream(HttpResponseMessage response, Stream stream, RemoteCall call) : FunctionStream
{
    private const int ReadBytes = 16 * 1024;

    private readonly ByteWriter _buffer = new();
    private int _consumed;
    private bool _isEnded;

    public override bool IsEnded => _isEnded;

    public override async ValueTask<BodyChunk> ReadAsync()
    {
        if (_isEnded)
        {
            return BodyChunk.End;
        }

        try
        {
            while (true)
            {
                var length = EventStreamReader.Read(_buffer.WrittenMemory[_consumed..], out var message);
                if (length == 0)
                {
                    if (!await FillAsync())
                    {
                        return End(BodyStatus.Aborted);
                    }

                    continue;
                }

                if (length == EventStreamReader.Malformed)
                {
                    return End(BodyStatus.Aborted);
                }

                _consumed += length;
                if (message.MessageType != "event")
                {
                    return End(BodyStatus.Aborted);
                }

                if (message.EventType == "PayloadChunk" && !message.Payload.IsEmpty)
                {
                    return new BodyChunk(message.Payload, BodyStatus.Data);
                }

                if (message.EventType == "InvokeComplete")
                {
                    return End(HasFailed(message.Payload.Span) ? BodyStatus.Aborted : BodyStatus.End);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return End(call.IsAborted ? BodyStatus.Aborted : BodyStatus.TimedOut);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return End(BodyStatus.Aborted);
        }
    }

    /// <summary>The client went. The endpoint sees that the connection ends; whether the function runs on is its affair.</summary>
    public override void Abort() => call.Abort();

    protected override void Drop()
    {
        _isEnded = true;
        response.Dispose();
        call.Dispose();
    }

    private static bool HasFailed(ReadOnlySpan<byte> complete)
    {
        try
        {
            var reader = new Utf8JsonReader(complete);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("ErrorCode"u8))
                {
                    return reader.Read() && reader.TokenType != JsonTokenType.Null;
                }
            }
        }
        catch (JsonException)
        {
            // It ended, and that is all that is known.
            return true;
        }

        return false;
    }

    private async ValueTask<bool> FillAsync()
    {
        if (_consumed > 0)
        {
            var rest = _buffer.Written[_consumed..];
            rest.CopyTo(_buffer.Buffer);
            _buffer.Truncate(rest.Length);
            _consumed = 0;
        }

        call.Hurry();
        var read = await stream.ReadAsync(_buffer.GetMemory(ReadBytes), call.Token);
        _buffer.Advance(read);
        return read > 0;
    }

    private BodyChunk End(BodyStatus status)
    {
        _isEnded = true;
        return new BodyChunk(default, status);
    }
}
