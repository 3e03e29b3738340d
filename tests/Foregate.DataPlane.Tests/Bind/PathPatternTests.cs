// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Bind;

namespace Foregate.DataPlane.Tests.Bind;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("/", "''", "")]
    [InlineData("/pets", "'pets'", "")]
    [InlineData("/pets/", "'pets' ''", "")]
    [InlineData("/pets/{id}/toys/{toy.name}", "'pets' {} 'toys' {}", "id,toy.name")]
    [InlineData("/{proxy+}", "{+}", "proxy")]
    [InlineData("/%61/100%", "'a' '100%'", "")]
    [InlineData("/a%2Fb", "'a/b'", "")]
    public void Reads_literals_and_variables(string path, string segments, string names)
    {
        var pattern = PathPattern.Parse(path, out var fault)!;
        Assert.Empty(fault);
        Assert.Equal(segments, string.Join(' ', pattern.Segments.Select(Text)));
        Assert.Equal(names, string.Join(',', pattern.ParameterNames));
        Assert.Equal(segments.EndsWith("{+}", StringComparison.Ordinal), pattern.IsGreedy);
    }

    [Theory]
    [InlineData("", "must start with a slash")]
    [InlineData("pets", "must start with a slash")]
    [InlineData("/{}", "is not a path variable")]
    [InlineData("/{+}", "is not a path variable")]
    [InlineData("/{a", "is not a path variable")]
    [InlineData("/a}", "is not a path variable")]
    [InlineData("/{a}b", "is not a path variable")]
    [InlineData("/{a}{b}", "is not a path variable")]
    [InlineData("/{a b}", "is not a path variable")]
    [InlineData("/{a+}/b", "goes on after a greedy variable")]
    [InlineData("/{a}/{a+}", "uses the variable {a} twice")]
    public void Says_what_it_cannot_read(string path, string fault)
    {
        Assert.Null(PathPattern.Parse(path, out var message));
        Assert.Contains(fault, message);
    }

    [Fact]
    public void Has_limits()
    {
        Assert.NotNull(PathPattern.Parse(Repeat("/a", 128), out _));
        Assert.Null(PathPattern.Parse(Repeat("/a", 129), out _));
        Assert.NotNull(PathPattern.Parse("/" + new string('a', 255), out _));
        Assert.Null(PathPattern.Parse("/" + new string('a', 256), out _));
        Assert.NotNull(PathPattern.Parse(string.Concat(Enumerable.Range(0, 32).Select(i => "/{v" + i + "}")), out _));
        Assert.Null(PathPattern.Parse(string.Concat(Enumerable.Range(0, 33).Select(i => "/{v" + i + "}")), out _));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Text(PathSegment segment) => segment.Kind switch
    {
        PathSegmentKind.Greedy => "{+}",
        PathSegmentKind.Variable => "{}",
        _ => "'" + Encoding.UTF8.GetString(segment.Text) + "'",
    };
}
