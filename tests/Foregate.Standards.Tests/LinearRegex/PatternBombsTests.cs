// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.LinearRegex;

namespace Foregate.Standards.Tests.LinearRegex;

public sealed class PatternBombsTests
{
    public static TheoryData<string> Names => [.. PatternBombs.All().Select(static bomb => bomb.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_or_cheap_and_takes_ten_times_its_size_and_a_mebibyte_at_most(string name)
    {
        var (_, pattern, text, isRefused) = PatternBombs.All().Single(bomb => bomb.Name == name);
        var most = (10L * (Encoding.UTF8.GetByteCount(pattern) + Encoding.UTF8.GetByteCount(text))) + (1 << 20);
        var least = long.MaxValue;
        // Now and then the runtime's own doings are counted with a run: the least of a few is the pattern's.
        for (var run = 0; run < 5 && least > most; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var steps = PatternBombs.Steps;
            var fault = default(string);
            if (EcmaPattern.Compile(pattern, out fault) is { } ecma)
            {
                ecma.IsMatch(text, ref steps);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(isRefused, fault is not null || steps < 0);
        }

        Assert.True(least <= most, $"{name} took {least} bytes of {most}.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_one_for_Java_too(string name)
    {
        var (_, pattern, text, _) = PatternBombs.All().Single(bomb => bomb.Name == name);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var steps = PatternBombs.Steps;
        var isOver = JavaPattern.Parse(pattern, out var error) is not { } java || (!java.IsWhole(text, ref steps) && steps < 0);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(isOver, error is not null || steps < 0);
        Assert.True(taken <= (10L * (pattern.Length + text.Length)) + (4 << 20), $"{name} took {taken} bytes.");
    }
}
