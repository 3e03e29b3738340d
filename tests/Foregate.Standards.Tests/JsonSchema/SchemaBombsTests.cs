// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.JsonSchema;

namespace Foregate.Standards.Tests.JsonSchema;

public sealed class SchemaBombsTests
{
    public static TheoryData<string> Names => [.. SchemaBombs.All().Select(static bomb => bomb.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_or_cheap_and_takes_ten_times_its_size_and_a_mebibyte_at_most(string name)
    {
        var (_, schema, document, isRefused) = SchemaBombs.All().Single(bomb => bomb.Name == name);
        var (text, body) = (Encoding.UTF8.GetBytes(schema), Encoding.UTF8.GetBytes(document));
        var most = (10L * (text.Length + body.Length)) + (1 << 20);
        var least = long.MaxValue;
        // Now and then the runtime's own doings are counted with a run: the least of a few is the schema's.
        for (var run = 0; run < 5 && least > most; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (CompiledSchema.Compile(text, "http://bombs.invalid/schema", static _ => null, out var fault) is { } compiled)
            {
                compiled.IsValid(body, out fault);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(isRefused, !string.IsNullOrEmpty(fault));
        }

        Assert.True(least <= most, $"{name} took {least} bytes of {most}.");
    }
}
