// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Documents;
using System.Text;

namespace Foregate.ControlPlane.Tests.CloudFormation.Stacks;

public sealed class PropertyTextTests
{
    [Theory]
    [InlineData("{b: 1, a: [true, null]}", "{\"a\":[\"true\",null],\"b\":\"1\"}")]
    [InlineData("{a: 'true', n: '1'}", "{\"a\":\"true\",\"n\":\"1\"}")]
    [InlineData("{a: True}", "{\"a\":\"true\"}")]
    [InlineData("{}", "{}")]
    public void Equal_properties_have_equal_texts(string yaml, string expected) => Assert.Equal(expected, PropertyText.Of(Read(yaml)));

    [Theory]
    [InlineData("{a: 1, b: {c: 2}}", "{b: {c: 3}, a: 1}", "b")]
    [InlineData("{a: 1}", "{a: 1, z: 2}", "z")]
    [InlineData("{a: 1, q: 2}", "{}", "a,q")]
    [InlineData("{a: {x: 1, y: 2}}", "{a: {y: '2', x: 1}}", "")]
    public void Differences_are_told_by_the_outermost_name(string before, string after, string names) =>
        Assert.Equal(names, string.Join(',', PropertyText.Differences(PropertyText.Of(Read(before)), PropertyText.Of(Read(after)))));

    private static DocumentNode Read(string yaml) => DocumentReader.Read(Encoding.UTF8.GetBytes(yaml), "p.yaml", new DocumentLimits(), [])!;
}
