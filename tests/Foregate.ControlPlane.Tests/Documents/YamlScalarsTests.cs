// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.Documents;

public sealed class YamlScalarsTests
{
    [Theory]
    [InlineData("1 -1 +1 0 007 1.5 .5 5. 1e5 1.5E-3 0x1F 0o17", "Number")]
    [InlineData("- + . e5 1e 1e+ 0x 0o 0o9 0xG 1_000 1:30 2026-01-02 .inf .nan 1.2.3 --1 yes no on off y n True1", "String")]
    [InlineData("true True TRUE false False FALSE", "Boolean")]
    [InlineData("~ null Null NULL", "Null")]
    public void Follows_the_core_schema(string texts, string kind) =>
        Assert.All(texts.Split(' '), text => Assert.Equal(kind, YamlScalars.Kind(text).ToString()));

    [Fact]
    public void Takes_nothing_for_null() => Assert.Equal(NodeKind.Null, YamlScalars.Kind(""));
}
