// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Tests.Operations;

public sealed class JsonObjectsTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", true)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("""{"a":1,"a":2}""", false)]
    [InlineData("""{"a":"\ud800"}""", false)]
    [InlineData("""{"\udfff":1}""", false)]
    public void Only_objects_that_can_be_read_wholly_are_read(string? text, bool isRead) => Assert.Equal(isRead, JsonObjects.Read(text) is not null);

    [Fact]
    public void What_is_nested_too_deeply_is_not_read() => Assert.Null(JsonObjects.Read(string.Concat(Enumerable.Repeat("{\"a\":", 300)) + "1" + new string('}', 300)));

    [Fact]
    public void No_text_breaks_it() => Gen.String.Sample(static text => JsonObjects.Read(text) is null || text.Contains('{', StringComparison.Ordinal));
}
