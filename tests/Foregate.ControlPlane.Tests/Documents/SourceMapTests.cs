// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.Documents;

public sealed class SourceMapTests
{
    private static readonly SourceMap Map = new(new Dictionary<string, SourceMap.Entry>
    {
        ["/restapis/a"] = new(new SourceLocation("f", 1, 1), "#"),
        ["/restapis/a/resources/r/methods/GET"] = new(new SourceLocation("f", 9, 5), "#/paths"),
    });

    [Theory]
    [InlineData("/restapis/a/resources/r/methods/GET", 9)]
    [InlineData("/restapis/a/resources/r/methods/GET/integration/uri", 9)]
    [InlineData("/restapis/a/resources/r/methods/PUT", 1)]
    [InlineData("/restapis/a", 1)]
    public void Finds_the_place_or_the_nearest_one_above(string path, int line) => Assert.Equal(line, Map.Find(path)?.Line);

    [Theory]
    [InlineData("/restapis/ab")]
    [InlineData("/apis/a")]
    [InlineData("")]
    public void Knows_nothing_of_others(string path) => Assert.Null(Map.Find(path));
}
