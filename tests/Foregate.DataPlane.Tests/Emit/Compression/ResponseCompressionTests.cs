// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Text;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Emit.Compression;

/// <summary>Through the whole gateway: what a back end answers, and what a client sees of it.</summary>
public sealed class ResponseCompressionTests
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("the same again and again; ", 100));

    // Headers of the back end's answer; whether its body comes in chunks; what the client accepts; the coding that it is sent.
    [Theory]
    [InlineData("", false, "gzip", "gzip")]
    [InlineData("", true, "gzip", "gzip")]
    [InlineData("", false, "deflate", "deflate")]
    [InlineData("", true, "deflate;q=0.9, gzip;q=0.1", "deflate")]
    [InlineData("", false, "br", "")]
    [InlineData("", true, "", "")]
    [InlineData("Content-Encoding: br\r\n", false, "gzip", "br")]
    public async Task A_client_that_takes_it_is_sent_a_large_answer_compressed(string headers, bool chunked, string accepted, string coding)
    {
        await using var backEnd = ScriptedBackEnd.Always(Answer(headers, Text, chunked));
        await using var served = await ServedApi.StartAsync(Api(backEnd.Port, 1000));
        using var response = await served.SendAsync("GET", "/pets/7", accepted.Length == 0 ? [] : [("Accept-Encoding", accepted)]);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(coding, string.Join(',', response.Content.Headers.ContentEncoding));
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Text, Decoded(body, coding));
        if (!chunked)
        {
            Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        }

        // The connection is in order after it.
        Assert.Equal(Text, await served.TextAsync("/pets/7"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_is_too_small_goes_out_as_it_is(bool chunked)
    {
        await using var backEnd = ScriptedBackEnd.Always(Answer("ETag: \"v1\"\r\n", Text, chunked));
        await using var served = await ServedApi.StartAsync(Api(backEnd.Port, Text.Length + 1));
        using var response = await served.SendAsync("GET", "/pets/7", ("Accept-Encoding", "gzip"));
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(Text.Length, response.Content.Headers.ContentLength);
        Assert.Equal("\"v1\"", response.Headers.ETag!.ToString());
        Assert.Equal(Text, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("\"v1\"", "W/\"v1\"")]
    [InlineData("W/\"v1\"", "W/\"v1\"")]
    public async Task A_strong_tag_becomes_a_weak_one(string tag, string seen)
    {
        await using var backEnd = ScriptedBackEnd.Always(Answer("ETag: " + tag + "\r\nX-After: 1\r\n", Text, chunked: false));
        await using var served = await ServedApi.StartAsync(Api(backEnd.Port, 0));
        using var response = await served.SendAsync("GET", "/pets/7", ("Accept-Encoding", "gzip"));
        Assert.Equal(seen, response.Headers.ETag!.ToString());
        Assert.Equal("1", response.Headers.GetValues("X-After").Single());
        Assert.Equal(Text, Decoded(await response.Content.ReadAsByteArrayAsync(), "gzip"));
    }

    [Theory]
    [InlineData("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-4/9\r\nContent-Length: 5\r\n\r\nhello", 206, "hello")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "")]
    [InlineData("HTTP/1.1 304 Not Modified\r\n\r\n", 304, "")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, "")]
    public async Task What_has_no_whole_body_is_left_alone(string answer, int status, string body)
    {
        await using var backEnd = ScriptedBackEnd.Always(answer);
        await using var served = await ServedApi.StartAsync(Api(backEnd.Port, 0));
        using var response = await served.SendAsync("GET", "/pets/7", ("Accept-Encoding", "gzip"));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task HEAD_is_told_what_GET_would_be_but_its_length()
    {
        await using var backEnd = ScriptedBackEnd.Always($"HTTP/1.1 200 OK\r\nContent-Length: {Text.Length}\r\n\r\n");
        await using var served = await ServedApi.StartAsync(
            GivenAccount.RestApi("/pets/{petId}", GivenRestApi.Proxy(backEnd.Port, httpMethod: "HEAD")).Deployed(static snapshot => snapshot with { MinimumCompressionSize = 10 }));
        using var response = await served.SendAsync("HEAD", "/pets/7", ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        Assert.Null(response.Content.Headers.ContentLength);
        using var plain = await served.SendAsync("HEAD", "/pets/7");
        Assert.Equal(Text.Length, plain.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task What_an_integration_streams_is_left_alone()
    {
        await using var backEnd = ScriptedBackEnd.Always(Answer("", Text, chunked: true));
        var method = GivenRestApi.Proxy(backEnd.Port);
        method = method with { MethodIntegration = method.MethodIntegration! with { ResponseTransferMode = ResponseTransferMode.Stream } };
        await using var served = await ServedApi.StartAsync(GivenAccount.RestApi("/pets/{petId}", method).Deployed(static snapshot => snapshot with { MinimumCompressionSize = 0 }));
        using var response = await served.SendAsync("GET", "/pets/7", ("Accept-Encoding", "gzip"));
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal(Text, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_refusal_is_an_answer_like_others()
    {
        await using var served = await ServedApi.StartAsync(GivenAccount.RestApi("/pets", GivenAccount.Get).Deployed(static snapshot => snapshot with { MinimumCompressionSize = 0 }));
        using var response = await served.SendAsync("GET", "/nosuch", ("Accept-Encoding", "gzip"));
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Equal("{\"message\":\"Missing Authentication Token\"}", Decoded(await response.Content.ReadAsByteArrayAsync(), "gzip"));
    }

    [Fact]
    public async Task What_streams_goes_on_streaming()
    {
        using var goOn = new SemaphoreSlim(0);
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
                await goOn.WaitAsync();
                await connection.WriteAsync("6\r\nsecond\r\n0\r\n\r\n");
            }
        });
        await using var served = await ServedApi.StartAsync(Api(backEnd.Port, 0));
        using var request = new HttpRequestMessage(HttpMethod.Get, served.Uri("/pets/7"));
        request.Headers.Add("Accept-Encoding", "gzip");
        using var response = await served.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        var first = new byte[5];
        await stream.ReadExactlyAsync(first);
        Assert.Equal("first", Encoding.ASCII.GetString(first));
        goOn.Release();
        using var rest = new StreamReader(stream);
        Assert.Equal("second", await rest.ReadToEndAsync());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nhalf")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")]
    public async Task What_breaks_off_never_looks_whole(string answer)
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
        });
        await using var served = await ServedApi.StartAsync(Api(backEnd.Port, 0));
        await Assert.ThrowsAnyAsync<Exception>(() => served.TextAsync("/pets/7", ("Accept-Encoding", "gzip")));
    }

    private static RestApi Api(int port, int threshold) =>
        GivenAccount.RestApi("/pets/{petId}", GivenRestApi.Proxy(port)).Deployed(snapshot => snapshot with { MinimumCompressionSize = threshold });

    private static string Answer(string headers, string body, bool chunked) => "HTTP/1.1 200 OK\r\n" + headers + (chunked
        ? $"Transfer-Encoding: chunked\r\n\r\n{body.Length / 2:x}\r\n{body[..(body.Length / 2)]}\r\n{body.Length - (body.Length / 2):x}\r\n{body[(body.Length / 2)..]}\r\n0\r\n\r\n"
        : $"Content-Length: {body.Length}\r\n\r\n{body}");

    private static string Decoded(byte[] bytes, string coding)
    {
        using var stream = new MemoryStream(bytes);
        using Stream decoder = coding switch
        {
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
            _ => new BufferedStream(stream),
        };
        using var reader = new StreamReader(decoder, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
