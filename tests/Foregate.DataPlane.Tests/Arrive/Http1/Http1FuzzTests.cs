// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>Requests broken at random: whatever they are, the door neither fails nor hangs, and reads them the same however they arrive.</summary>
public sealed class Http1FuzzTests
{
    private const string Interim = "HTTP/1.1 100 Continue\r\n\r\n";

    private static readonly byte[][] Seeds =
        [.. Http1Cases.All.Where(c => c.Text.Length < 300).Select(c => c.Bytes)];

    // What parsers stumble over, more often than other bytes.
    private static readonly Gen<byte> Bytes = Gen.Frequency(
        (3, AnyOf("\r\n \t:;,/.%\"\\0123456789abcdefxGET"u8.ToArray())),
        (1, Gen.Byte));

    private static readonly Gen<byte[]> Piece = Gen.OneOf(
        Bytes.Array[1, 4],
        AnyOf("\r\n"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "0\r\n\r\n"u8.ToArray(), "Transfer-Encoding: chunked\r\n"u8.ToArray(),
            "Content-Length: 3\r\n"u8.ToArray(), "Connection: close\r\n"u8.ToArray(), "Expect: 100-continue\r\n"u8.ToArray(), "ffffffff"u8.ToArray()));

    private static readonly Gen<(int At, int Removed, byte[] Put)> Change = Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 3], Piece);

    private static readonly Gen<(byte[] Bytes, int[] Splits)> Requests = Gen.Select(
        AnyOf(Seeds).Array[1, 3], Change.Array[0, 4], Gen.Int[0, 1000].Array[1, 6],
        (seeds, changes, splits) => (Mutate([.. seeds.SelectMany(s => s)], changes), splits));

    [Fact]
    public void Reads_broken_requests_the_same_however_they_arrive() =>
        Requests.Sample(sample => Check(sample.Bytes, sample.Splits), iter: Iterations, print: sample => Encoding.Latin1.GetString(sample.Bytes));

    [Fact]
    public void Survives_bytes_that_were_never_a_request() =>
        Bytes.Array[0, 400].Sample(bytes => Check(bytes, [1, bytes.Length / 2]), iter: Iterations, print: Encoding.Latin1.GetString);

    private static int Iterations => Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1" ? 1_000_000 : 20_000;

    private static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static bool Check(byte[] bytes, int[] splits)
    {
        var whole = Run([bytes]);
        var pieces = new List<byte[]>();
        var start = 0;
        foreach (var split in splits.Select(s => bytes.Length == 0 ? 0 : s % bytes.Length).Order())
        {
            pieces.Add(bytes[start..split]);
            start = split;
        }

        pieces.Add(bytes[start..]);
        return whole == Run(pieces);
    }

    /// <summary>What is answered; throws unless the door is done with the connection when the client is.</summary>
    private static string Run(IReadOnlyList<byte[]> pieces)
    {
        using var connection = new MemoryConnection(Handlers.Describe);
        foreach (var piece in pieces)
        {
            connection.Send(piece);
        }

        connection.FinishSending();
        var text = connection.Received.Replace(Interim, "", StringComparison.Ordinal);
        if (!connection.Run.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException("The door hangs or failed: " + connection.Run.Exception);
        }

        foreach (var answer in RawAnswer.ParseAll(text))
        {
            if (answer.Status is not (200 or 400 or 413 or 414 or 417 or 431 or 501 or 505))
            {
                throw new InvalidOperationException("Status " + answer.Status);
            }
        }

        return text;
    }

    private static byte[] Mutate(byte[] seed, (int At, int Removed, byte[] Put)[] changes)
    {
        var bytes = new List<byte>(seed);
        foreach (var (at, removed, put) in changes)
        {
            var place = at % (bytes.Count + 1);
            bytes.RemoveRange(place, Math.Min(removed, bytes.Count - place));
            bytes.InsertRange(place, put);
        }

        return [.. bytes];
    }
}
