// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text.RegularExpressions;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting.Functions;

/// <summary>A Node.js function that streams, behind a REST API: what it has said arrives while it waits for a sign of the test.</summary>
public sealed class StreamingTests : IAsyncLifetime
{
    private const string Handler = """
        const fs = require('node:fs');
        exports.handler = awslambda.streamifyResponse(async (event, stream) => {
          const path = event.pathParameters.proxy;
          if (path === 'early') throw new Error('before anything');
          stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'Content-Type': 'text/plain', 'X-Said': 'first' }, cookies: ['a=b'] });
          stream.write('one');
          while (!fs.existsSync('SIGN-' + path)) await new Promise((resolve) => setTimeout(resolve, 5));
          if (path === 'fail') throw new Error('in the middle');
          stream.write(' two');
          stream.end();
        });
        """;

    private readonly Folder _folder = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(2) };
    private ForegateProcess? _gateway;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder["fn"]);
        _folder.Write("fn/index.js", Handler.Replace("SIGN", _folder["sign"], StringComparison.Ordinal));
        _folder.Write("template.yaml", """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: nodejs22.x
                  Handler: index.handler
                  CodeUri: fn
                  Timeout: 60
                  Events: { All: { Type: Api, Properties: { Path: "/{proxy+}", Method: get, ResponseTransferMode: STREAM, TimeoutInMillis: 60000 } } }
            """);
        _gateway = await ForegateProcess.ServeAsync(_folder.Path, "template.yaml", "--drain", "0");
        _address = Regex.Match(_gateway.Output, @"http://127\.0\.0\.1:\d+").Value + Regex.Match(_gateway.Output, @"/_aws/execute-api/[a-z0-9]{10}/Prod").Value;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_said_arrives_before_the_rest_is()
    {
        using var answer = await _client.GetAsync(_address + "/slow", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(("text/plain", "first", "a=b"), (answer.Content.Headers.ContentType!.ToString(), answer.Headers.GetValues("X-Said").Single(), answer.Headers.GetValues("Set-Cookie").Single()));
        Assert.True(answer.Headers.TransferEncodingChunked);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var first = new byte[3];
        await body.ReadExactlyAsync(first);
        Assert.Equal("one"u8, first);
        _folder.Write("sign-slow", "");
        using var rest = new StreamReader(body);
        Assert.Equal(" two", await rest.ReadToEndAsync());

        // The same process takes the next one.
        Assert.Equal("one two", await _client.GetStringAsync(_address + "/slow"));
    }

    [Fact]
    public async Task What_fails_in_the_middle_does_not_end_well_and_what_fails_before_is_an_error()
    {
        using var answer = await _client.GetAsync(_address + "/fail", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        _folder.Write("sign-fail", "");
        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsStringAsync());
        using var early = await _client.GetAsync(_address + "/early");
        Assert.Equal(HttpStatusCode.BadGateway, early.StatusCode);
        _folder.Write("sign-again", "");
        Assert.Equal("one two", await _client.GetStringAsync(_address + "/again"));
    }

    [Fact]
    public async Task A_client_that_goes_leaves_the_function_to_end()
    {
        using (var answer = await _client.GetAsync(_address + "/gone", HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        _folder.Write("sign-gone", "");
        Assert.Equal("one two", await _client.GetStringAsync(_address + "/gone"));
    }
}
