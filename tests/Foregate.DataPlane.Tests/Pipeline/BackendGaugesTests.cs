// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Finish.Metrics;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Pipeline;

public sealed class BackendGaugesTests
{
    [Fact]
    public async Task Tells_of_each_back_end_s_connections()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var caller = new Caller(new BackendOptions
        {
            Resolver = static _ => Task.FromResult(Array.Empty<System.Net.IPAddress>()),
        });
        var gauges = new Gauges();
        BackendGauges.AddTo(gauges, caller.Pools);
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await caller.GetAsync(backEnd)).IsWhole);
        }

        var nowhere = caller.Pools.Get(new BackendOrigin(true, "nowhere.test", 443));
        await caller.SendAsync(nowhere, HttpVerb.Get);
        await caller.SendAsync(nowhere, HttpVerb.Get);

        Assert.Equal(
            (1, 1, 1, 0, 2, 0),
            (Of("connections"), Of("connections_idle"), Of("connections_opened_total"), Of("connections_failed_total"), Of("connections_reused_total"), Of("resolutions_failed_total")));
        Assert.Equal((0, 2, 2), (Of("connections", "https://nowhere.test:443"), Of("connections_failed_total", "https://nowhere.test:443"), Of("resolutions_failed_total", "https://nowhere.test:443")));

        double Of(string name, string? origin = null)
        {
            var text = new PrometheusText();
            gauges.WriteTo(text);
            var family = PrometheusReader.Read(Encoding.UTF8.GetString(text.Written.Span))["foregate_backend_" + name];
            return family.Samples[$"foregate_backend_{name}{{origin=\"{origin ?? $"http://127.0.0.1:{backEnd.Port}"}\"}}"];
        }
    }
}
