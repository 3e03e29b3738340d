// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>Bodies of every awkward size, both ways, in every framing, over one kept connection.</summary>
public sealed class BackendLadderTests
{
    private static readonly int[] Sizes =
        [0, 1, 4_095, 4_096, 4_097, 65_535, 65_536, 65_537, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (10 << 20) - 1, 10 << 20, (10 << 20) + 1];

    public static TheoryData<int> Pieces => [1_000, 4_096, 65_536, 100_000];

    // The highest rungs in one size of piece: they cost the most and add the least.
    private static IEnumerable<int> SizesFor(int piece) => Sizes.Where(s => s < 2 << 20 || piece == 65_536);

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task Requests_arrive_whole(int piece)
    {
        byte[] received = [];
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                received = request.Body;
                await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        });
        using var caller = new Caller();
        foreach (var size in SizesFor(piece))
        {
            var sent = Bytes(size);
            foreach (var knowsLength in new[] { true, false })
            {
                var body = ScriptedBody.Of(sent, piece, knowsLength, isSlow: size % 2 == 0);
                var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, body, timeout: 60_000);
                Assert.True(answer.IsWhole, answer.Outcome.ToString());
                Assert.True(sent.AsSpan().SequenceEqual(received), $"{size} {knowsLength}");
            }
        }

        Assert.Equal(1, backEnd.Connections);
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public async Task Answers_arrive_whole(int piece)
    {
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var parts = Encoding.ASCII.GetString(request.Body).Split(' ');
                await AnswerAsync(connection, Bytes(int.Parse(parts[0])), parts[1], piece);
                if (parts[1] == "close")
                {
                    return;
                }
            }
        });
        using var caller = new Caller();
        foreach (var size in SizesFor(piece))
        {
            foreach (var framing in new[] { "length", "chunked", "close" })
            {
                var question = ScriptedBody.Of(Encoding.ASCII.GetBytes($"{size} {framing}"));
                var answer = await caller.SendAsync(caller.To(backEnd), HttpVerb.Post, question, timeout: 60_000);
                Assert.True(answer.IsWhole, $"{answer.Outcome} {answer.Ending}");
                Assert.True(Bytes(size).AsSpan().SequenceEqual(answer.Body), $"{size} {framing}");
            }
        }

        Assert.Equal(SizesFor(piece).Count(), backEnd.Connections);
    }

    [Fact]
    public async Task An_answer_may_be_cut_at_any_byte()
    {
        var answers = new[]
        {
            "HTTP/1.1 200 OK\r\nX: a\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nX: a\r\nTransfer-Encoding: chunked\r\n\r\n2;x=\"y\"\r\nhe\r\n3\r\nllo\r\n0\r\nT: x\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX: a\r\nContent-Length: 5\r\n\r\nhello",
        };
        var next = ("", 0);
        var isFirstRead = new TaskCompletionSource();
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(next.Item1[..next.Item2]);
                await isFirstRead.Task;
                await connection.WriteAsync(next.Item1[next.Item2..]);
            }
        });
        using var caller = new Caller();
        foreach (var answer in answers)
        {
            for (var cut = 0; cut < answer.Length; cut++)
            {
                next = (answer, cut);
                isFirstRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var sending = caller.GetAsync(backEnd);
                while (backEnd.Requests < 1)
                {
                    await Task.Yield();
                }

                // The two pieces may still meet on the way: most do not, and each cut is taken many times over the suite's life.
                await Task.Yield();
                isFirstRead.SetResult();
                var got = await sending;
                Assert.True(got.IsWhole, $"{got.Outcome} {got.Ending} at {cut}");
                Assert.Equal((200, "hello", "X: a"), (got.Status, got.Text, got.Headers[0]));
            }
        }

        Assert.Equal(1, backEnd.Connections);
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static async Task AnswerAsync(ScriptedConnection connection, byte[] body, string framing, int piece)
    {
        await connection.WriteAsync("HTTP/1.1 200 OK\r\n" + framing switch
        {
            "length" => $"Content-Length: {body.Length}\r\n\r\n",
            "chunked" => "Transfer-Encoding: chunked\r\n\r\n",
            _ => "\r\n",
        });
        foreach (var part in body.Chunk(piece))
        {
            await connection.WriteAsync(framing == "chunked" ? [.. Encoding.ASCII.GetBytes($"{part.Length:X}\r\n"), .. part, .. "\r\n"u8] : part);
        }

        if (framing == "chunked")
        {
            await connection.WriteAsync("0\r\n\r\n");
        }
    }
}
