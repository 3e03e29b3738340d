// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.JsonPath;
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.JsonPath;

public sealed class PathBombsTests
{
    public static TheoryData<string> Names => [.. PathBombs.All().Select(static bomb => bomb.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_or_cheap_and_takes_ten_times_its_size_and_a_mebibyte_at_most(string name)
    {
        var (_, path, document, isRefused) = PathBombs.All().Single(bomb => bomb.Name == name);
        var bytes = Encoding.UTF8.GetBytes(document);
        var most = (10L * (path.Length + bytes.Length)) + (1 << 20);
        var least = long.MaxValue;
        // Now and then the runtime's own doings are counted with a run: the least of a few is the path's.
        for (var run = 0; run < 5 && least > most; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var fault = "the document is no JSON";
            if (JsonValues.TryRead(bytes, out var value))
            {
                fault = JsonPathQuery.Parse(path, out var noPath) is { } query ? query.Evaluate(value).Fault : noPath;
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(isRefused, fault is not null);
        }

        Assert.True(least <= most, $"{name} took {least} bytes of {most}.");
    }
}
