// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>Races between a back end that gives a connection up and calls that want to use it.</summary>
public sealed class BackendStaleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_back_end_that_closes_after_each_answer_is_never_noticed_by_a_safe_call(bool resets)
    {
        await using var backEnd = ScriptedBackEnd.Once("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", connection =>
        {
            if (resets)
            {
                connection.Reset();
            }

            return Task.CompletedTask;
        });
        using var caller = new Caller();
        for (var i = 0; i < 1_000; i++)
        {
            var answer = await caller.GetAsync(backEnd);

            // A reset may overtake its own answer on the way: that is the back end's doing, not a stale connection.
            Assert.True(answer.IsWhole || resets, answer.Outcome.ToString());
            for (var spins = i % 20; spins > 0; spins--)
            {
                await Task.Yield();
            }
        }

        Assert.InRange(backEnd.Requests, 1_000, 1_000);
    }

    [Fact]
    public async Task A_call_that_is_not_safe_is_sent_once_or_not_at_all_whatever_the_race()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            var request = await connection.ReadRequestAsync();
            seen.AddOrUpdate(Encoding.ASCII.GetString(request!.Body), 1, (_, n) => n + 1);
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        using var caller = new Caller();
        var lost = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var name = $"call {i}";
            var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, ScriptedBody.Of(Encoding.ASCII.GetBytes(name)));
            Assert.InRange(seen.GetValueOrDefault(name), answer.IsWhole ? 1 : 0, 1);
            lost += answer.IsWhole ? 0 : 1;
            for (var spins = i % 20; spins > 0; spins--)
            {
                await Task.Yield();
            }
        }

        Assert.InRange(lost, 0, 999);
    }

    [Fact]
    public async Task Foreign_bytes_never_reach_another_call()
    {
        // Every few answers the back end says more than it should, or breaks off.
        var serial = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var text = Encoding.ASCII.GetString(request.Body);
                var answer = $"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\n\r\n{text}";
                switch (Interlocked.Increment(ref serial) % 7)
                {
                    case 0:
                        await connection.WriteAsync(answer + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
                        break;
                    case 2:
                        await connection.WriteAsync(answer[..^1]);
                        return;
                    default:
                        await connection.WriteAsync(answer);
                        break;
                }
            }
        });
        using var pools = new Caller();
        var backend = pools.To(backEnd);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            using var caller = new Caller();
            for (var i = 0; i < 1_250; i++)
            {
                var text = $"caller {number} call {i}";
                var answer = await caller.SendAsync(backend, HttpVerb.Post, ScriptedBody.Of(Encoding.ASCII.GetBytes(text)));
                Assert.True(!answer.IsWhole || answer.Text == text, answer.Text);
            }
        }));
        Assert.Equal(backend.IdleConnections, backend.OpenConnections);
    }
}
