// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands;

/// <summary>foregate invoke and foregate logs, towards a gateway that runs functions.</summary>
public sealed class FunctionCommandsTests : IAsyncLifetime
{
    private const string Template = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Echo:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: index.handler
              InlineCode: |
                def handler(event, context):
                    print("given " + str(event.get("word")))
                    if event.get("word") == "fail":
                        raise ValueError("as you asked")
                    return {"word": event.get("word")}
        """;

    private readonly Folder _folder = new();
    private ForegateProcess? _gateway;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "python3"))), "python3 is not installed.");
        _folder.Write("shop.yaml", Template);
        _gateway = await ForegateProcess.ServeAsync(_folder.Path, "shop.yaml");
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Invoke_prints_what_the_function_returns()
    {
        Assert.Equal((0, "{\"word\": null}"), await RunAsync("invoke", "Echo"));
        _folder.Write("event.json", """{"word": "hello"}""");
        Assert.Equal((0, "{\"word\": \"hello\"}"), await RunAsync("invoke", "shop-Echo", "--event", "event.json"));
    }

    [Fact]
    public async Task Invoke_prints_the_error_of_a_function_that_fails_and_says_so()
    {
        _folder.Write("event.json", """{"word": "fail"}""");
        var (code, output) = await RunAsync("invoke", "Echo", "-e", "event.json");
        Assert.Equal(1, code);
        Assert.Contains("\"errorMessage\": \"as you asked\"", output, StringComparison.Ordinal);
        Assert.Contains("error FG404:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoke_says_what_is_wrong_with_its_function_or_its_event()
    {
        var (code, output) = await RunAsync("invoke", "Nobody");
        Assert.Equal(1, code);
        Assert.StartsWith("error FG403:", output, StringComparison.Ordinal);
        _folder.Write("event.json", "{");
        (code, output) = await RunAsync("invoke", "Echo", "--event", "event.json");
        Assert.Equal(2, code);
        Assert.StartsWith("error FG117:", output, StringComparison.Ordinal);
        (code, output) = await RunAsync("invoke", "Echo", "--event", "nowhere.json");
        Assert.Equal(2, code);
        Assert.StartsWith("error FG117:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "http://page.example", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=utf-8", null, HttpStatusCode.OK)]
    public async Task A_page_in_a_browser_cannot_invoke(string type, string? origin, HttpStatusCode expected)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_gateway!.Management, "/_foregate/functions/Echo/invocations"));
        request.Content = new StringContent("{}", Encoding.UTF8);
        request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Logs_shows_the_past_and_follows_until_the_gateway_stops()
    {
        _folder.Write("event.json", """{"word": "past"}""");
        await RunAsync("invoke", "Echo", "-e", "event.json");
        await _gateway!.LineAsync("given past");
        Assert.Matches(new Regex(@"(?m)^\S+Z shop-Echo [0-9a-f]{8} given past$"), (await RunAsync("logs")).Output);
        Assert.Matches(new Regex(@"^\{""time"":""[^""]+"",""function"":""shop-Echo"",""requestId"":""[0-9a-f-]{36}"",""isNotice"":false,""text"":""given past""\}$"), (await RunAsync("logs", "Echo", "-n", "1", "-o", "json")).Output);
        Assert.Equal((0, ""), await RunAsync("logs", "Nobody"));

        await using var following = ForegateProcess.Start(_folder.Path, "logs", "-f", "Echo", "--management", _gateway.Management.ToString());
        await following.LineAsync("given past");
        _folder.Write("event.json", """{"word": "now\u001b[2J"}""");
        await RunAsync("invoke", "Echo", "-e", "event.json");
        await following.LineAsync(@"given now\\x1b\[2J$");

        // A gateway that stops in order does not wait for who follows.
        _gateway.Signal("TERM");
        Assert.Equal(0, await following.ExitAsync());
        Assert.Equal(0, await _gateway.ExitAsync());
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var (code, output) = await ForegateProcess.RunAsync(_folder.Path, [.. arguments, "--management", _gateway!.Management.ToString()]);
        return (code, output.TrimEnd('\n'));
    }
}
