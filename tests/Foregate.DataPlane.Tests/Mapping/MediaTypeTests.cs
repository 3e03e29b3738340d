// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;

namespace Foregate.DataPlane.Tests.Mapping;

public sealed class MediaTypeTests
{
    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData(" text/html ; charset=utf-8", "text/html")]
    [InlineData("text/html,application/json;q=0.1", "text/html")]
    [InlineData("", "")]
    public void Is_the_first_without_parameters(string value, string type) =>
        Assert.Equal(type, Encoding.ASCII.GetString(MediaType.First(Encoding.ASCII.GetBytes(value))));
}
