// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Traces;

/// <summary>
/// What an execution log tells of a request and would be gone by the time its lines are written: what was asked of the back end, and the beginnings of all
/// bodies. On the exchange of methods that log only. Rented for one request.
/// </summary>
internal sealed class ExecutionTrace
{
    /// <summary>Bytes of one thing that are kept: more than a line takes, so that a line shows that it was cut.</summary>
    public const int Kept = 1100;

    private readonly WatchedBody _request = new();
    private readonly WatchedBody _answer = new();
    private readonly ByteWriter _uri = new(0);
    private readonly ByteWriter _asked = new(0);
    private readonly ByteWriter _sent = new(0);
    private readonly ByteWriter _answered = new(0);
    private readonly ByteWriter _received = new(0);
    private readonly ByteWriter _made = new(0);
    private bool _isSentTold;
    private bool _isReceivedTold;
    private bool _isMade;

    public TraceSettings Settings { get; private set; } = null!;

    /// <summary>Where the back end was asked; empty when none was.</summary>
    public ReadOnlySpan<byte> EndpointUri => _uri.Written;

    /// <summary>What the back end was asked with, as {name=value}; empty for a function, whose headers are always the same.</summary>
    public ReadOnlySpan<byte> EndpointHeaders => _asked.Written;

    /// <summary>Whether a function was asked.</summary>
    public bool IsFunction { get; private set; }

    /// <summary>X-Amzn-Trace-Id of a function's invocation.</summary>
    public ReadOnlySpan<byte> TraceId => IsFunction ? _asked.Written : default;

    public ReadOnlySpan<byte> RequestBody => _request.Seen.Written;

    /// <summary>What the back end was sent: the client's own body where nothing else was made of it.</summary>
    public ReadOnlySpan<byte> EndpointBody => _isSentTold ? _sent.Written : _request.Seen.Written;

    /// <summary>What the back end answered with, as {name=value}; empty where there is no such thing.</summary>
    public ReadOnlySpan<byte> AnswerHeaders => _answered.Written;

    public ReadOnlySpan<byte> AnswerBody => _isReceivedTold ? _received.Written : _answer.Seen.Written;

    /// <summary>Bytes of a function's answer.</summary>
    public int AnswerLength { get; private set; }

    /// <summary>What the client is answered: what the gateway made, or else what the integration said.</summary>
    public ReadOnlySpan<byte> ResponseBody => _isMade ? _made.Written : _answer.Seen.Written;

    public void Begin(TraceSettings settings) => Settings = settings;

    /// <summary>The request's body, to be read from now on.</summary>
    public IBodyReader WatchRequest(IBodyReader body) => Settings.HasData ? _request.Over(body) : body;

    /// <summary>The integration's body, to be read from now on.</summary>
    public IBodyReader WatchAnswer(IBodyReader body) => Settings.HasData ? _answer.Over(body) : body;

    /// <summary>A request goes out to an HTTP endpoint.</summary>
    /// <param name="head">As it is sent: request line and header lines.</param>
    public void Ask(bool isTls, ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf("\r\n"u8);
        var line = head[..end];
        var target = line[(line.IndexOf((byte)' ') + 1)..line.LastIndexOf((byte)' ')];
        _asked.Clear();
        var fields = new FieldMap(_asked);
        ReadOnlySpan<byte> host = default;
        for (var rest = head[(end + 2)..]; (end = rest.IndexOf("\r\n"u8)) > 0; rest = rest[(end + 2)..])
        {
            var colon = rest.IndexOf((byte)':');
            var name = rest[..colon];
            var value = rest[(colon + 1)..end].Trim((byte)' ');
            host = KnownHeaders.Find(name) == KnownHeader.Host ? value : host;
            fields.Add(name, value);
        }

        fields.End();
        _uri.Clear();
        _uri.Write(isTls ? "https://"u8 : "http://"u8);
        _uri.Write(host);
        Keep(target, _uri);
    }

    /// <summary>A function is invoked.</summary>
    /// <param name="arn">arn:aws:lambda:region:account:function:name.</param>
    public void Invoke(string region, string arn, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> traceId)
    {
        IsFunction = true;
        _uri.Clear();
        _uri.Write("https://lambda."u8);
        _uri.WriteText(region);
        _uri.Write(".amazonaws.com/2015-03-31/functions/"u8);
        _uri.WriteText(arn);
        _uri.Write("/invocations"u8);
        _asked.Clear();
        _asked.Write(traceId);
        Send(payload);
    }

    /// <summary>What the back end is sent, where it is not the client's own body.</summary>
    public void Send(ReadOnlySpan<byte> body)
    {
        _isSentTold = true;
        Tell(body, _sent);
    }

    /// <summary>An HTTP endpoint has answered with these headers.</summary>
    public void Receive(HeaderTable headers)
    {
        if (!Settings.HasData || IsFunction)
        {
            return;
        }

        _answered.Clear();
        var fields = new FieldMap(_answered);
        foreach (ref readonly var field in headers.Fields)
        {
            fields.Add(headers.Name(field), headers.Value(field));
        }

        fields.End();
    }

    /// <summary>What the back end returned, where what is passed on is not that.</summary>
    public void Receive(ReadOnlySpan<byte> body)
    {
        _isReceivedTold = true;
        AnswerLength = body.Length;
        Tell(body, _received);
    }

    /// <summary>The answer goes out.</summary>
    /// <param name="made">A body that the gateway made; empty when the integration's is passed on.</param>
    public void Answer(ReadOnlySpan<byte> made)
    {
        _isMade = !made.IsEmpty;
        Tell(made, _made);
    }

    /// <summary>Keeps as much as a line takes.</summary>
    public static void Keep(ReadOnlySpan<byte> bytes, ByteWriter to)
    {
        var room = Kept - to.Length;
        if (room > 0)
        {
            to.Write(bytes[..Math.Min(bytes.Length, room)]);
        }
    }

    /// <summary>Ready for the next request.</summary>
    public void Reset()
    {
        Settings = null!;
        _request.Reset();
        _answer.Reset();
        _uri.Clear();
        _asked.Clear();
        _sent.Clear();
        _answered.Clear();
        _received.Clear();
        _made.Clear();
        _isSentTold = _isReceivedTold = _isMade = IsFunction = false;
        AnswerLength = 0;
    }

    private void Tell(ReadOnlySpan<byte> bytes, ByteWriter to)
    {
        to.Clear();
        if (Settings.HasData)
        {
            Keep(bytes, to);
        }
    }
}
