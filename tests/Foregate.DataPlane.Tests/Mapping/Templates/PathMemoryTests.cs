// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping.Templates;

namespace Foregate.DataPlane.Tests.Mapping.Templates;

public sealed class PathMemoryTests
{
    [Fact]
    public void Compiles_a_path_once()
    {
        var memory = new PathMemory();
        Assert.Same(memory.Get("$.a", out _), memory.Get("$.a", out _));
    }

    [Fact]
    public void Is_not_filled_without_end()
    {
        var memory = new PathMemory();
        for (var i = 0; i < 200; i++)
        {
            Assert.NotNull(memory.Get("$.a" + i, out _));
        }

        Assert.NotSame(memory.Get("$.a199", out _), memory.Get("$.a199", out _));
        Assert.Same(memory.Get("$.a0", out _), memory.Get("$.a0", out _));
    }

    [Fact]
    public void Says_why_a_text_is_no_path()
    {
        Assert.Null(new PathMemory().Get("$[", out var fault));
        Assert.NotNull(fault);
    }
}
