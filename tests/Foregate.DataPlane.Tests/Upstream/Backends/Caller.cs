// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>Calls back ends the way Dispatch does, and collects the answers.</summary>
internal sealed class Caller : IDisposable
{
    private readonly TimerWheel _wheel;

    public Caller(BackendOptions? options = null, TimeProvider? time = null)
    {
        _wheel = new TimerWheel(time ?? TimeProvider.System);
        Pools = new BackendPools(options ?? new BackendOptions(), _wheel);
    }

    public BackendPools Pools { get; }

    public BackendRequest Request { get; } = new();

    public ClientLifetime Client { get; } = new();

    public Backend To(ScriptedBackEnd backEnd, string host = "127.0.0.1") => Pools.Get(new BackendOrigin(false, host, backEnd.Port));

    public Task<Answer> GetAsync(ScriptedBackEnd backEnd) => SendAsync(To(backEnd), HttpVerb.Get);

    public async Task<Answer> SendAsync(Backend backend, HttpVerb verb, IBodyReader? body = null, int timeout = 10_000)
    {
        var call = await AskAsync(backend, verb, body, timeout);
        var answer = await ReadAsync(call);
        call.Release();
        await call.UploadEndedAsync();
        return answer;
    }

    /// <summary>Reads the whole answer of a call.</summary>
    /// <param name="onRead">Told what has been read so far, before each further read.</param>
    public static async Task<Answer> ReadAsync(BackendCall call, Action<string>? onRead = null)
    {
        var bytes = new MemoryStream();
        var headers = new List<string>();
        var ending = BodyStatus.Data;
        if (call.Outcome == BackendOutcome.Answered)
        {
            foreach (var field in call.Head.Headers.Fields)
            {
                headers.Add($"{Encoding.Latin1.GetString(call.Head.Headers.Name(field))}: {Encoding.Latin1.GetString(call.Head.Headers.Value(field))}");
            }

            while (ending == BodyStatus.Data)
            {
                onRead?.Invoke(Encoding.Latin1.GetString(bytes.ToArray()));
                var chunk = await call.Body.ReadAsync();
                ending = chunk.Status;
                bytes.Write(chunk.Bytes.Span);
            }
        }

        return new Answer(
            call.Outcome, call.Outcome == BackendOutcome.Answered ? call.Head.Status : 0, [.. headers], bytes.ToArray(), ending, call.IsReused, call.RequestBodyStatus);
    }

    /// <summary>The call as it is after its head; the test releases it.</summary>
    public ValueTask<BackendCall> AskAsync(Backend backend, HttpVerb verb, IBodyReader? body = null, int timeout = 10_000)
    {
        var method = verb == HttpVerb.Other ? "PROPFIND" : Encoding.ASCII.GetString(HttpVerbs.Bytes(verb));
        Request.BodyIsChunked = body is { Length: null };
        var framing = body is null ? "" : Request.BodyIsChunked ? "Transfer-Encoding: chunked\r\n" : $"Content-Length: {body.Length}\r\n";
        Request.Head = Encoding.ASCII.GetBytes($"{method} /path HTTP/1.1\r\nHost: backend.test\r\n{framing}\r\n");
        Request.Verb = verb;
        Request.TimeoutMilliseconds = timeout;
        return backend.SendAsync(Request, body, Client);
    }

    public void Dispose()
    {
        Pools.Dispose();
        _wheel.Dispose();
    }
}
