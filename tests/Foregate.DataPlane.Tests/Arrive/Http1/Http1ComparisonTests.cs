// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>The conformance table beside nginx's and bare Kestrel's answers; docs/reference/http1-conformance.md is this table.</summary>
public sealed class Http1ComparisonTests(ITestOutputHelper output)
{
    private const string Good = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";

    private static string Page => Path.Combine(Path.GetDirectoryName(Here())!, "../../../../docs/reference/http1-conformance.md");

    [Fact]
    public async Task The_page_lists_every_case_with_the_answer_that_is_tested()
    {
        var page = await File.ReadAllLinesAsync(Page);
        foreach (var @case in Http1Cases.All)
        {
            Assert.Contains(page, line => line.StartsWith(Row(@case), StringComparison.Ordinal));
        }

        Assert.Equal(Http1Cases.All.Count, page.Count(line => line.StartsWith("| ", StringComparison.Ordinal)) - 1);
    }

    /// <summary>Runs in ./test --all; with FOREGATE_WRITE_DOCS=1 it writes the page anew.</summary>
    [Fact]
    public async Task Prints_the_table_beside_nginx_and_Kestrel()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1", "A part of ./test --all.");
        await using var nginx = await NginxProcess.StartAsync();
        Assert.SkipWhen(nginx is null, "There is no nginx here.");
        await using var ours = await DoorHost.StartAsync(Handlers.Describe);
        await using var kestrel = await StartKestrelAsync();
        var kestrelEndPoint = new IPEndPoint(
            IPAddress.Loopback, new Uri(kestrel.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port);

        var rows = new List<(Http1Case Case, string Ours, string Nginx, string Kestrel)>();
        foreach (var @case in Http1Cases.All)
        {
            var answers = await Task.WhenAll(
                AskAsync(ours.EndPoint, @case), AskAsync(nginx.EndPoint, @case), AskAsync(kestrelEndPoint, @case));
            rows.Add((@case, answers[0], answers[1], answers[2]));
        }

        var text = Render(rows, nginx.Version, Environment.Version.ToString());
        output.WriteLine(text);
        if (Environment.GetEnvironmentVariable("FOREGATE_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Page)!);
            await File.WriteAllTextAsync(Page, text);
        }

        Assert.All(rows, row => Assert.Equal(row.Case.Status.ToString(null, null), row.Ours));
    }

    private static string Render(List<(Http1Case Case, string Ours, string Nginx, string Kestrel)> rows, string nginx, string kestrel)
    {
        var text = new StringBuilder();
        var refused = rows.Where(row => !row.Case.IsServed).ToList();
        text.Append($"""
            # What the HTTP/1.1 door accepts and refuses

            Every line is a test: the request is sent whole, in single bytes, split in two at every place, and before and behind a good request.
            *Foregate* is what must be answered: 200 stands for "served", and whatever is refused ends its connection, so that nothing behind it
            is ever taken for a request. Beside it stand the answers of nginx {nginx} (a reverse proxy with its defaults) and of bare Kestrel (.NET {kestrel}) to
            the same bytes; "closed" is an end without an answer, "nothing" no answer within a second.

            {rows.Count} cases; {rows.Count - refused.Count} must be served, {refused.Count} refused. Of those, nginx serves {refused.Count(r => Serves(r.Nginx))} and Kestrel {refused.Count(r => Serves(r.Kestrel))}.
            *gateway: …* and *quota: …* are rules of an API gateway, not of the RFCs.

            | Rule | Request | Foregate | nginx | Kestrel |
            |---|---|---|---|---|

            """);
        foreach (var row in rows)
        {
            text.Append(Row(row.Case)).Append(' ').Append(row.Nginx).Append(" | ").Append(row.Kestrel).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Row(Http1Case @case) => "| " + @case.Clause + " | " + @case.Name + " | " + @case.Status.ToString(null, null) + " |";

    private static bool Serves(string answer) => answer.StartsWith('2');

    /// <summary>The status of the first answer.</summary>
    private static async Task<string> AskAsync(IPEndPoint endPoint, Http1Case @case)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint);
        byte[] request = @case.IsServed && !@case.Closes ? [.. @case.Bytes, .. Encoding.ASCII.GetBytes(Good)] : @case.Bytes;
        var received = new StringBuilder();
        var buffer = new byte[32 * 1024];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await socket.SendAsync(request, limit.Token);
            while (true)
            {
                var count = await socket.ReceiveAsync(buffer, limit.Token);
                received.Append(Encoding.Latin1.GetString(buffer, 0, count));
                var text = received.ToString().Replace("HTTP/1.1 100 Continue\r\n\r\n", "", StringComparison.Ordinal);
                if (text.Length >= 12)
                {
                    return text[9..12];
                }

                if (count == 0)
                {
                    return "closed";
                }
            }
        }
        catch (OperationCanceledException)
        {
            return "nothing";
        }
        catch (SocketException)
        {
            return "closed";
        }
    }

    private static async Task<WebApplication> StartKestrelAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestLineSize = 16 * 1024;
            kestrel.Limits.MaxRequestBodySize = 10 * 1024 * 1024;
        });
        var app = builder.Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync("ok");
        });
        await app.StartAsync();
        return app;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
