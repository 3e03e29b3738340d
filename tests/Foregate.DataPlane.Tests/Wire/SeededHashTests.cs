// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Wire;

public sealed class SeededHashTests
{
    [Fact]
    public void Spreads_short_texts_over_all_bits()
    {
        var low = new HashSet<ulong>();
        var high = new HashSet<ulong>();
        for (var i = 0; i < 10_000; i++)
        {
            var hash = SeededHash.Of(Encoding.ASCII.GetBytes("key" + i));
            low.Add(hash & 0xFFFF_FFFF);
            high.Add(hash >> 32);
        }

        Assert.InRange(low.Count, 9_990, 10_000);
        Assert.InRange(high.Count, 9_990, 10_000);
    }

    [Fact]
    public void Tells_texts_apart_that_are_the_same_bytes_in_other_pieces()
    {
        // Twelve words of eight bytes, cut between any two of them: 2,048 different lists of segments.
        var words = Enumerable.Range(0, 12).Select(i => Encoding.ASCII.GetBytes("word" + i.ToString("D4"))).ToArray();
        var hashes = new HashSet<ulong>();
        for (var cuts = 0; cuts < 2048; cuts++)
        {
            var hash = SeededHash.Start;
            var text = new List<byte>();
            for (var i = 0; i < words.Length; i++)
            {
                text.AddRange(words[i]);
                if ((cuts & (1 << i)) != 0 || i == words.Length - 1)
                {
                    hash = SeededHash.Of(text.ToArray(), hash);
                    text.Clear();
                }
            }

            hashes.Add(hash);
        }

        Assert.Equal(2048, hashes.Count);
    }

    [Theory]
    [InlineData("", 0UL)]
    [InlineData("a", 0x61UL)]
    [InlineData("ab", 0x6261UL)]
    [InlineData("abcdefgh", 0x6867666564636261UL)]
    [InlineData("abcdefghi", 0x6867666564636261UL)]
    public void Reads_a_tail_with_zeros_above_it(string text, ulong expected) =>
        Assert.Equal(expected, SeededHash.Tail(Encoding.ASCII.GetBytes(text)));
}
