// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;

namespace Foregate.DataPlane.Tests.Mapping;

public sealed class PathTemplateTests
{
    [Theory]
    [InlineData("/", "")]
    [InlineData("/a/{b}/c/{d+}", "b,d")]
    [InlineData("/a{b}/{c", "")]
    public void Names_the_variables_in_order(string path, string names) => Assert.Equal(names, string.Join(',', PathTemplate.Names(path)));
}
