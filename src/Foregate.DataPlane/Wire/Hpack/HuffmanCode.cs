// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Hpack;

/// <summary>
/// Decodes the Huffman code of header strings (RFC 7541 §5.2, appendix B), four bits at a time. No symbol is shorter than five bits,
/// so each step brings one symbol at most.
/// </summary>
internal static class HuffmanCode
{
    private const int EndOfString = 256;
    private const int Emits = 1 << 8;
    private const int MayEnd = 1 << 9;
    private const int Fails = 1 << 10;
    private const int Next = 16;

    // One row of 16 steps for each inner node of the code's tree.
    private static readonly int[] Steps = Build();

    /// <summary>Bits of the code of each symbol. The code is canonical: the lengths say all.</summary>
    private static ReadOnlySpan<byte> Lengths =>
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    ];

    /// <summary>Bytes that a coded string of this length may become.</summary>
    public static int MaxDecoded(int coded) => (coded * 8 / 5) + 1;

    /// <summary>Decodes into <paramref name="to"/>, which has room for <see cref="MaxDecoded"/>. -1 when it is no proper coding.</summary>
    public static int Decode(ReadOnlySpan<byte> coded, Span<byte> to)
    {
        var steps = Steps;
        var written = 0;
        var node = 0;
        // What was read since the last symbol must be padding: fewer than eight bits, all set.
        var mayEnd = true;
        foreach (var b in coded)
        {
            var step = steps[(node << 4) | (b >> 4)];
            if ((step & Emits) != 0)
            {
                to[written++] = (byte)step;
            }

            var next = steps[((step >> Next) << 4) | (b & 15)];
            if (((step | next) & Fails) != 0)
            {
                return -1;
            }

            if ((next & Emits) != 0)
            {
                to[written++] = (byte)next;
            }

            node = next >> Next;
            mayEnd = (next & MayEnd) != 0;
        }

        return mayEnd ? written : -1;
    }

    private static int[] Build()
    {
        var (zeros, ones, depths, isPadding) = BuildTree();
        var steps = new int[zeros.Count * 16];
        for (var i = 0; i < steps.Length; i++)
        {
            var node = i >> 4;
            var step = 0;
            for (var bit = 3; bit >= 0; bit--)
            {
                var child = ((i >> bit) & 1) == 0 ? zeros[node] : ones[node];
                if (child >= 0)
                {
                    node = child;
                    continue;
                }

                var symbol = ~child;
                step |= symbol == EndOfString ? Fails : Emits | symbol;
                node = 0;
            }

            steps[i] = step | (node << Next) | (isPadding[node] && depths[node] < 8 ? MayEnd : 0);
        }

        return steps;
    }

    /// <summary>Inner nodes by number, from the root on: their children (a leaf is the complement of its symbol) and how they are reached.</summary>
    private static (List<int> Zeros, List<int> Ones, List<int> Depths, List<bool> IsPadding) BuildTree()
    {
        List<int> zeros = [0], ones = [0], depths = [0];
        List<bool> isPadding = [true];
        var code = 0;
        for (var length = 5; length <= 30; length++)
        {
            for (var symbol = 0; symbol <= EndOfString; symbol++)
            {
                if (Lengths[symbol] != length)
                {
                    continue;
                }

                var node = 0;
                for (var bit = length - 1; bit > 0; bit--)
                {
                    var isOne = ((code >> bit) & 1) != 0;
                    var children = isOne ? ones : zeros;
                    if (children[node] == 0)
                    {
                        children[node] = zeros.Count;
                        zeros.Add(0);
                        ones.Add(0);
                        depths.Add(depths[node] + 1);
                        isPadding.Add(isOne && isPadding[node]);
                    }

                    node = children[node];
                }

                ((code & 1) == 0 ? zeros : ones)[node] = ~symbol;
                code++;
            }

            code <<= 1;
        }

        return (zeros, ones, depths, isPadding);
    }
}
