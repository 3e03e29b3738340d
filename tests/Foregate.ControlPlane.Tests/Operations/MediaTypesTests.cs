// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Tests.Operations;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/vnd.a+json", true)]
    [InlineData("text/plain; charset=utf-8", true)]
    [InlineData("image/*", true)]
    [InlineData("123", false)]
    [InlineData("a/b/c", false)]
    public void Has_a_type_and_a_subtype(string text, bool isMediaType) => Assert.Equal(isMediaType, MediaTypes.IsMediaType(text));

    [Fact]
    public void Models_can_be_of_all_types_that_are_not_named()
    {
        Assert.Null(MediaTypes.CheckKeys(["$default", "application/json"]));
        Assert.Equal("Validation Result: warnings : [], errors : [Invalid content type specified: 123]", MediaTypes.CheckKeys(["123"])!.Message);
    }
}
