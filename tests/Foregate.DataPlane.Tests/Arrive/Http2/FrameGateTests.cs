// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.IO.Pipelines;
using CsCheck;
using Foregate.DataPlane.Arrive.Http2;
using Microsoft.Extensions.Time.Testing;
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

public sealed class FrameGateTests
{
    private static readonly byte[] Greeting = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [])];

    private static readonly Gen<byte[]> AnyFrame = Gen.Select(Gen.Byte, Gen.Byte, Gen.Int[0, 9], Gen.Byte.Array[0, 60])
        .Select(static (type, flags, stream, payload) => Frame((byte)(type % 12), flags, stream, payload));

    [Fact]
    public Task Passes_every_byte_on_however_it_arrives_and_is_taken() =>
        Gen.Select(AnyFrame.Array[0, 40], Gen.Int[1, 200], Gen.Int[1, 200], Gen.Bool).SampleAsync(async (frames, arrives, taken, saysHost) =>
        {
            byte[] sent = [.. Greeting, .. frames.SelectMany(static f => f)];
            return (await PassAsync(sent, arrives, taken, saysHost)).AsSpan().SequenceEqual(sent);
        });

    [Fact]
    public Task Passes_on_what_is_not_HTTP_2() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[1, 50]).SampleAsync(static async (bytes, arrives) =>
            (await PassAsync(bytes, arrives, 1000, false)).AsSpan().SequenceEqual(bytes));

    [Fact]
    public async Task Gives_one_header_block_at_a_time_to_a_client_that_says_Host()
    {
        byte[][] blocks =
        [
            Frame(Headers, EndHeaders | EndStream, 1, new byte[10]),
            [.. Frame(Headers, EndStream, 3, new byte[10]), .. Frame(Continuation, EndHeaders, 3, new byte[5])],
            [.. Frame(Headers, EndHeaders | Padded, 5, [3, 1, 2, 3, 0, 0, 0]), .. Frame(Data, EndStream, 5, new byte[20])],
            Frame(Headers, EndHeaders | EndStream, 7, []),
        ];
        var input = new Pipe();
        var witness = new HostWitness();
        witness.Note("a");
        var gate = Gate(input, witness, out _);
        await input.Writer.WriteAsync((byte[])[.. Greeting, .. blocks.SelectMany(static b => b)]);
        for (var i = 0; i < blocks.Length; i++)
        {
            var result = await gate.ReadAsync();
            Assert.Equal(i == 0 ? [.. Greeting, .. blocks[0]] : blocks[i], result.Buffer.ToArray());
            gate.AdvanceTo(result.Buffer.End);
            Assert.True(witness.Agrees(100, "x"));
            witness.Note("host" + i);
            Assert.False(witness.Agrees((2 * i) + 1, "other"));
        }
    }

    [Fact]
    public async Task Ends_for_its_reader_when_it_shuts()
    {
        var input = new Pipe();
        var gate = Gate(input, new HostWitness(), out var output);
        await input.Writer.WriteAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Ping, 0, 0, new byte[8])]);
        var result = await gate.ReadAsync();
        Assert.True(result.IsCompleted);
        Assert.True(result.Buffer.IsEmpty);
        gate.AdvanceTo(result.Buffer.End);
        Assert.True((await gate.ReadAsync()).IsCompleted);
        var sent = await output.Reader.ReadAsync();
        Assert.Equal(Frame(GoAway, 0, 0, [0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1]), sent.Buffer.ToArray());
    }

    [Fact]
    public void Scans_without_allocating()
    {
        var input = new Pipe();
        var gate = Gate(input, new HostWitness(), out _);
        Write(Greeting);
        var frame = Frame(Data, 0, 1, new byte[100]);
        Assert.Equal(0, GivenRequest.Allocated(() => Write(frame)));

        void Write(byte[] bytes)
        {
            var memory = input.Writer.GetSpan(bytes.Length);
            bytes.CopyTo(memory);
            input.Writer.Advance(bytes.Length);
            Completed(input.Writer.FlushAsync());
            Assert.True(gate.TryRead(out var result));
            gate.AdvanceTo(result.Buffer.End);
        }

        static void Completed(ValueTask<FlushResult> flush) => Assert.True(flush.IsCompletedSuccessfully);
    }

    private static async Task<byte[]> PassAsync(byte[] sent, int arrives, int taken, bool saysHost)
    {
        var input = new Pipe();
        var witness = new HostWitness();
        if (saysHost)
        {
            witness.Note("a");
        }

        var gate = Gate(input, witness, out _);
        var got = new List<byte>();
        var writing = WriteAsync();
        while (true)
        {
            var result = await gate.ReadAsync();
            var bytes = result.Buffer.Slice(0, Math.Min(taken, result.Buffer.Length));
            got.AddRange(bytes.ToArray());
            gate.AdvanceTo(bytes.End);
            if (result.IsCompleted && bytes.Length == result.Buffer.Length)
            {
                break;
            }
        }

        await writing;
        return [.. got];

        async Task WriteAsync()
        {
            foreach (var piece in sent.Chunk(arrives))
            {
                await input.Writer.WriteAsync(piece);
                await Task.Yield();
            }

            await input.Writer.CompleteAsync();
        }
    }

    private static FrameGate Gate(Pipe input, HostWitness witness, out Pipe output)
    {
        output = new Pipe();
        // Time stands still: the budgets are not what is tested here.
        var budget = new FrameBudget(new FakeTimeProvider());
        return new FrameGate(input.Reader, new GateWriter(output.Writer, budget), budget, witness);
    }
}
