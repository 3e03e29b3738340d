// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Remote;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Standards.EventStreams;
using Foregate.Standards.SignatureV4;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Remote;

public sealed class RemoteFunctionTests
{
    private static readonly AwsCredentials Credentials = new("AKID", "secret", "token");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task Invokes_by_a_signed_post_of_the_event()
    {
        ScriptedRequest? request = null;
        await using var endpoint = new ScriptedBackEnd(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}");
            await connection.ReadToEndAsync();
        });
        using var functions = At(endpoint);
        var answer = await functions.Find(FunctionName.Parse("pets:live")!).InvokeAsync(Call("{\"a\":1}"));
        Assert.Equal(FunctionOutcome.Answered, answer.Outcome);
        Assert.Equal("{\"ok\":true}", Encoding.UTF8.GetString(answer.Payload.Span));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(request!.Body));
        var host = $"127.0.0.1:{endpoint.Port}";
        var expected = new RequestSigner(Credentials, "eu-west-1", "lambda").Authorization(
            "POST", "/2015-03-31/functions/pets/invocations", "Qualifier=live",
            [new("host", host), new("x-amz-date", "20260102T030405Z"), new("content-type", "application/json")], request.Body, _time.GetUtcNow());
        Assert.StartsWith("POST /2015-03-31/functions/pets/invocations?Qualifier=live HTTP/1.1\r\n", request.Head, StringComparison.Ordinal);
        foreach (var line in new[]
        {
            "Host: " + host, "X-Amz-Date: 20260102T030405Z", "X-Amz-Security-Token: token", "X-Amzn-Trace-Id: Root=1-2-3", "Content-Type: application/json",
            "Authorization: " + expected,
        })
        {
            Assert.Contains("\r\n" + line + "\r\n", request.Head, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_role_s_keys_sign_instead_of_the_gateway_s_own()
    {
        ScriptedRequest? request = null;
        await using var endpoint = new ScriptedBackEnd(async connection =>
        {
            request = await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            await connection.ReadToEndAsync();
        });
        using var functions = At(endpoint);
        var call = Call("{}");
        call.Credentials = new AwsCredentials("AKROLE", "other");
        await functions.Find(FunctionName.Parse("pets")!).InvokeAsync(call);
        Assert.Contains("Credential=AKROLE/20260102/eu-west-1/lambda/", request!.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz-Security-Token", request.Head, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"LogResult":"","ErrorCode":null}""", BodyStatus.End)]
    [InlineData("{}", BodyStatus.End)]
    [InlineData("""{"ErrorCode":"Unhandled","ErrorDetails":"x"}""", BodyStatus.Aborted)]
    [InlineData(null, BodyStatus.Aborted)]
    internal async Task Streams_the_payloads_of_the_events(string? complete, BodyStatus end)
    {
        string? head = null;
        await using var endpoint = new ScriptedBackEnd(async connection =>
        {
            head = (await connection.ReadRequestAsync())!.Head;
            byte[] events = [.. EventStreamReader.Write("event", "PayloadChunk", "{}"u8), .. EventStreamReader.Write("event", "Unknown", "x"u8), .. EventStreamReader.Write("event", "PayloadChunk", " more"u8)];
            byte[] last = complete is null ? [] : EventStreamReader.Write("event", "InvokeComplete", Encoding.UTF8.GetBytes(complete));
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\nConnection: close\r\n\r\n");
            foreach (var part in events.Concat(last).Chunk(7))
            {
                await connection.WriteAsync(part);
            }
        });
        using var functions = At(endpoint);
        var call = Call("{}");
        call.TakesStream = true;
        var answer = await functions.Find(FunctionName.Parse("pets:live")!).InvokeAsync(call);
        Assert.Equal(FunctionOutcome.Answered, answer.Outcome);
        Assert.StartsWith("POST /2021-11-15/functions/pets/response-streaming-invocations?Qualifier=live HTTP/1.1\r\n", head, StringComparison.Ordinal);
        var text = new StringBuilder();
        while (true)
        {
            var piece = await answer.Stream!.ReadAsync();
            if (piece.Status != BodyStatus.Data)
            {
                Assert.Equal((end, "{} more"), (piece.Status, text.ToString()));
                break;
            }

            text.Append(Encoding.UTF8.GetString(piece.Bytes.Span));
        }

        answer.Stream.Release();
    }

    [Fact]
    public async Task A_stream_that_is_silent_for_five_minutes_ends()
    {
        await using var endpoint = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\nConnection: close\r\n\r\n");
            await connection.ReadToEndAsync();
        });
        using var functions = At(endpoint);
        var call = Call("{}");
        (call.TakesStream, call.TimeoutMilliseconds) = (true, 900_000);
        var answer = await functions.Find(FunctionName.Parse("pets")!).InvokeAsync(call);
        var reading = answer.Stream!.ReadAsync().AsTask();
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.False(reading.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(BodyStatus.TimedOut, (await reading).Status);
        answer.Stream.Release();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX-Amz-Function-Error: Unhandled\r\nContent-Length: 2\r\n\r\n{}", FunctionOutcome.FunctionError, "{}")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnull\r\n0\r\n\r\n", FunctionOutcome.Answered, "null")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", FunctionOutcome.NotFound, "")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", FunctionOutcome.NotFound, "")]
    [InlineData("HTTP/1.1 429 Too Many\r\nContent-Length: 0\r\n\r\n", FunctionOutcome.Throttled, "")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", FunctionOutcome.Unavailable, "")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", FunctionOutcome.Unavailable, "")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}", FunctionOutcome.Unavailable, "")]
    [InlineData("", FunctionOutcome.Unavailable, "")]
    public async Task Tells_how_it_ended(string answers, object outcome, string payload)
    {
        await using var endpoint = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answers);
        });
        using var functions = At(endpoint);
        var answer = await functions.Find(FunctionName.Parse("pets")!).InvokeAsync(Call("{}"));
        Assert.Equal((FunctionOutcome)outcome, answer.Outcome);
        Assert.Equal(payload, Encoding.UTF8.GetString(answer.Payload.Span));
        // Whatever it was: a function runs once.
        Assert.Equal(1, endpoint.Requests);
    }

    [Theory]
    [InlineData("200 OK", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef")]
    [InlineData("429 Too Many", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef")]
    [InlineData("200 OK", "offline-7", "00000000-0000-0000-0000-000000000000")]
    public async Task Says_what_Lambda_calls_the_invocation(string status, string said, string id)
    {
        await using var endpoint = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 {status}\r\nx-amzn-RequestId: {said}\r\nContent-Length: 2\r\n\r\n{{}}");
        });
        using var functions = At(endpoint);
        Assert.Equal(Guid.Parse(id), (await functions.Find(FunctionName.Parse("pets")!).InvokeAsync(Call("{}"))).RequestId);
    }

    /// <summary>A name alone would be the function of that name in our own account.</summary>
    [Theory]
    [InlineData("pets", "pets")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:pets:$LATEST", "pets")]
    [InlineData("arn:aws:lambda:eu-west-1:999999999999:function:pets", "arn%3Aaws%3Alambda%3Aeu-west-1%3A999999999999%3Afunction%3Apets")]
    [InlineData("arn:aws:lambda:us-east-1:111122223333:function:pets", "arn%3Aaws%3Alambda%3Aus-east-1%3A111122223333%3Afunction%3Apets")]
    [InlineData("999999999999:function:pets", "999999999999%3Afunction%3Apets")]
    public async Task Names_functions_of_other_accounts_and_regions_whole(string name, string path)
    {
        string? head = null;
        await using var endpoint = new ScriptedBackEnd(async connection =>
        {
            head = (await connection.ReadRequestAsync())!.Head;
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        });
        using var functions = At(endpoint);
        // The same name of our own account first: it must not stand for the other.
        Assert.NotSame(functions.Find(FunctionName.Parse("pets:1")!), functions.Find(FunctionName.Parse(name)!));
        await functions.Find(FunctionName.Parse(name)!).InvokeAsync(Call("{}"));
        Assert.StartsWith($"POST /2015-03-31/functions/{path}/invocations HTTP/1.1\r\n", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(5000)]
    public async Task Reads_no_more_than_it_takes_to_say_that_it_is_too_much(int size)
    {
        await using var endpoint = ScriptedBackEnd.Always($"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n{new string('1', size)}");
        using var functions = At(endpoint);
        var answer = await functions.Find(FunctionName.Parse("pets")!).InvokeAsync(Call("{}"));
        Assert.Equal(Math.Min(size, 101), answer.Payload.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ends_with_the_time_or_the_client(bool isTime)
    {
        var asked = new TaskCompletionSource();
        await using var endpoint = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.SetResult();
            await connection.ReadToEndAsync();
        });
        using var functions = At(endpoint);
        var call = Call("{}");
        var invoking = functions.Find(FunctionName.Parse("pets")!).InvokeAsync(call).AsTask();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        if (isTime)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1001));
        }
        else
        {
            call.Client!.Gone();
        }

        var answer = await invoking.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(isTime ? FunctionOutcome.TimedOut : FunctionOutcome.ClientGone, answer.Outcome);
        await endpoint.EndedAsync(0).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Starts_nothing_for_a_client_that_has_gone()
    {
        await using var endpoint = ScriptedBackEnd.Always("");
        using var functions = At(endpoint);
        var call = Call("{}");
        call.Client!.Gone();
        Assert.Equal(FunctionOutcome.ClientGone, (await functions.Find(FunctionName.Parse("pets")!).InvokeAsync(call)).Outcome);
        Assert.Equal(0, endpoint.Connections);
    }

    private static FunctionCall Call(string payload) => new()
    {
        Payload = Encoding.UTF8.GetBytes(payload),
        TraceId = "Root=1-2-3"u8.ToArray(),
        TimeoutMilliseconds = 1000,
        Client = new ClientLifetime(),
    };

    private RemoteFunctions At(ScriptedBackEnd endpoint) => new(
        new RemoteFunctionOptions { Endpoint = new Uri($"http://127.0.0.1:{endpoint.Port}"), Region = "eu-west-1", Credentials = Credentials }, "111122223333", _time, payloadLimit: 100);
}
