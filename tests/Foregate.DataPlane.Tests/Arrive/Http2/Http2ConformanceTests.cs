// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Foregate.DataPlane.Arrive.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>The rules of RFC 9113 about frames and header blocks: our door does as bare Kestrel does, and refuses what is ours to refuse.</summary>
public sealed class Http2ConformanceTests(Http2ConformanceTests.Servers servers) : IClassFixture<Http2ConformanceTests.Servers>
{
    public static TheoryData<string> Names => [.. Http2Cases.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Keeps_to_the_rule(string name)
    {
        var rule = Find(name);
        Assert.Equal(rule.Expected, await RunAsync(servers.Ours, rule));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Differs_from_bare_Kestrel_only_where_the_table_says(string name)
    {
        var rule = Find(name);
        Assert.Equal(rule.Kestrel ?? rule.Expected, await RunAsync(servers.Bare, rule));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Reads_the_same_byte_by_byte(string name)
    {
        var rule = Find(name);
        await using var client = await ConnectAsync(servers.Ours, rule.Greets);
        try
        {
            for (var i = 0; i < Math.Min(rule.Frames.Length, 400); i++)
            {
                await client.SendAsync(rule.Frames.AsMemory(i, 1));
            }

            if (rule.Frames.Length > 400)
            {
                await client.SendAsync(rule.Frames.AsMemory(400));
            }
        }
        catch (IOException)
        {
            // Refused before the end.
        }

        Assert.Equal(rule.Expected, await AnswerAsync(client, rule));
    }

    private static Http2Case Find(string name) => Http2Cases.All.Single(c => c.Name == name);

    private static async Task<string> RunAsync(IPEndPoint server, Http2Case rule)
    {
        await using var client = await ConnectAsync(server, rule.Greets);
        await client.SendAsync(rule.Frames);
        return await AnswerAsync(client, rule);
    }

    private static Task<string> AnswerAsync(FrameClient client, Http2Case rule) =>
        client.OutcomeAsync(rule.Stream, rule.Pings, rule.IsPastAnswer).WaitAsync(TimeSpan.FromSeconds(30));

    public sealed class Servers : IAsyncLifetime
    {
        private DoorHost? _ours;
        private WebApplication? _bare;
        private X509Certificate2? _certificate;

        internal IPEndPoint Ours => _ours!.Https;

        internal IPEndPoint Bare { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _ours = await DoorHost.StartAsync(Http2Handlers.StatusAsync);
            var (certificate, key) = DevelopmentCertificate.Make(TimeProvider.System);
            _certificate = X509Certificate2.CreateFromPem(certificate, key);
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.UseHttps(_certificate);
                listen.Protocols = HttpProtocols.Http2;
            }));
            _bare = builder.Build();
            _bare.Run(static context => context.Request.Body.CopyToAsync(Stream.Null));
            await _bare.StartAsync();
            Bare = IPEndPoint.Parse(new Uri(_bare.Urls.Single()).Authority);
        }

        public async ValueTask DisposeAsync()
        {
            await _ours!.DisposeAsync();
            await _bare!.DisposeAsync();
            _certificate!.Dispose();
        }
    }
}
