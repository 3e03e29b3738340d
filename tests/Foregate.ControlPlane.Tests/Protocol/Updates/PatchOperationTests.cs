// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Updates;

public sealed class PatchOperationTests
{
    [Theory]
    [InlineData("/a/b", new[] { "a", "b" })]
    [InlineData("/a~1b/~01~0", new[] { "a/b", "~1~" })]
    [InlineData("a/", new[] { "a", "" })]
    public void Slashes_and_tildes_in_segments_are_escaped(string path, string[] segments) => Assert.Equal(segments, PatchOperation.Segments(path));

    [Fact]
    public void Changes_are_read_in_their_order()
    {
        var input = WireValue.Structure(("patchOperations", WireValue.List([WireValue.Structure(("op", "add"), ("path", "/a")), WireValue.Structure(("op", "copy"), ("path", "/b"), ("from", "/c"), ("value", "d"))])));
        Assert.Equal([new("add", "/a"), new("copy", "/b", "d", "/c")], PatchOperation.ReadAll(input));
        Assert.Empty(PatchOperation.ReadAll(WireValue.Empty));
    }
}
