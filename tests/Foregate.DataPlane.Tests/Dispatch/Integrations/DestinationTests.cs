// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Tests.Pipeline.Mapped;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.Definitions.ApiGateway;
using static Foregate.DataPlane.Tests.Pipeline.Mapped.MappedApi;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

/// <summary>Integrations behind VPC links through the whole gateway.</summary>
public sealed class DestinationTests
{
    [Theory]
    [InlineData(IntegrationType.HttpProxy)]
    [InlineData(IntegrationType.Http)]
    public async Task Calls_go_to_the_targets_in_turn_under_the_name_of_the_URI(IntegrationType type)
    {
        await using var one = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
        string? head = null;
        await using var two = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                head = request.Head;
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo");
            }
        });
        await using var api = await StartAsync(type, "link01", "link01", one.Port, two.Port);
        var answers = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            answers.Add(Encoding.UTF8.GetString((await api.SendAsync("GET", "/pets/1")).Body));
        }

        Assert.Equal(["one", "one", "two", "two"], answers.Order());
        Assert.Contains("\r\nHost: inner.example:8080\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_is_down_is_passed_by()
    {
        await using var up = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nup");
        await using var api = await StartAsync(IntegrationType.HttpProxy, "link01", "link01", 1, up.Port);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(200, (await api.SendAsync("GET", "/pets/1")).Status);
        }

        Assert.Equal(4, up.Requests);
    }

    [Theory]
    [InlineData("arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/inner/1", "link01")]
    [InlineData("link01", "${stageVariables.link}")]
    public async Task A_link_is_found_by_its_load_balancer_and_by_stage_variables(string named, string connection)
    {
        await using var up = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nup");
        await using var api = await StartAsync(IntegrationType.HttpProxy, named, connection, up.Port);
        Assert.Equal(200, (await api.SendAsync("GET", "/pets/1")).Status);
    }

    [Fact]
    public void A_link_without_targets_is_told()
    {
        using var gateway = new DataPlane.Pipeline.Gateway(Sample.Options, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var (snapshot, faults) = gateway.Compile(GivenAccount.Rest(method: GivenAccount.Get with { MethodIntegration = Integration(IntegrationType.HttpProxy, "link01") }));
        Assert.Empty(faults);
        Assert.Contains("--vpc-link link01=HOST:PORT", Assert.Single(snapshot!.Held).Message, StringComparison.Ordinal);
    }

    private static Integration Integration(IntegrationType type, string connection) => new()
    {
        Type = type,
        HttpMethod = "GET",
        Uri = "http://inner.example:8080/",
        ConnectionType = ConnectionType.VpcLink,
        ConnectionId = connection,
        IntegrationResponses = Responses(Response()),
    };

    private static Task<MappedApi> StartAsync(IntegrationType type, string named, string connection, params int[] ports) => MappedApi.StartAsync(
        Integration(type, connection),
        null,
        static account => account with
        {
            VpcLinks = account.VpcLinks.Add("link01", new VpcLink { Id = "link01", Name = "inner", TargetArns = ["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/inner/1"] }),
            RestApis = account.RestApis.SetItem("rest123456", account.RestApis["rest123456"] with
            {
                Stages = account.RestApis["rest123456"].Stages.SetItem("prod", GivenAccount.Prod with { Variables = Map(("link", "link01")) }),
            }),
        },
        ["200"],
        Sample.Options with { VpcLinks = new Dictionary<string, IReadOnlyList<DnsEndPoint>> { [named] = [.. ports.Select(static port => new DnsEndPoint("127.0.0.1", port))] } });
}
