// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.Documents;

public sealed class DocumentNodeTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void Finds_keys_in_small_and_in_large_mappings(int count)
    {
        var node = DocumentTrees.Json($"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":{i}"))}}}");
        for (var i = 0; i < count; i++)
        {
            Assert.True(node.TryGet($"k{i}", out var entry));
            Assert.Equal($"{i}", entry.Value.Text);
        }

        Assert.False(node.TryGet("K0", out _));
    }

    [Fact]
    public void Weighs_an_alias_each_time_it_is_used() => Assert.Equal(8, DocumentTrees.Yaml("[&a [1, 2], *a, x]").Weight);
}
