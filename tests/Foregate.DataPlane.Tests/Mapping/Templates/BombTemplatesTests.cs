// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping.Templates;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Mapping.Templates;

public sealed class BombTemplatesTests
{
    public static TheoryData<string> Names => [.. BombTemplates.All().Select(bomb => bomb.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_refused_with_a_reason_and_within_ten_times_its_size_and_a_mebibyte(string name)
    {
        var (_, template, body) = BombTemplates.All().Single(bomb => bomb.Name == name);
        var bytes = Encoding.UTF8.GetBytes(body);
        var most = (10L * (Encoding.UTF8.GetByteCount(template) + bytes.Length)) + (1 << 20);
        var exchange = GivenRequest.Of("POST", "/");
        var compilation = GivenRequest.Compilation(ApiKind.Rest);
        var least = long.MaxValue;
        // Now and then the runtime's own doings are counted with a run: the least of a few is the template's.
        for (var run = 0; run < 5 && least > most; run++)
        {
            var output = new ByteWriter();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var fault = MappingTemplate.Compile(template, compilation).Render(exchange, new TemplateInput(bytes), output);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.False(string.IsNullOrEmpty(fault), $"{name} was rendered.");
            Assert.Equal(0, output.Length);
        }

        Assert.True(least <= most, $"{name} took {least} bytes of {most}.");
    }
}
