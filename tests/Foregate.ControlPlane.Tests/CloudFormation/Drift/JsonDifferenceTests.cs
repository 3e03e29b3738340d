// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using Foregate.ControlPlane.CloudFormation.Drift;

namespace Foregate.ControlPlane.Tests.CloudFormation.Drift;

public sealed class JsonDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"b":[1,2],"a":1}""", "")]
    [InlineData("""{"a":1}""", """{"a":2}""", "/a NOT_EQUAL 1 2")]
    [InlineData("""{"a/b":1}""", "{}", "/a~1b REMOVE 1 ")]
    [InlineData("""{"a":[1]}""", """{"a":[1,{"b":2}]}""", """/a/1 ADD  {"b":2}""")]
    [InlineData("""{"a":{"b":1,"c":2}}""", """{"a":{"b":3,"d":4}}""", "/a/b NOT_EQUAL 1 3|/a/c REMOVE 2 |/a/d ADD  4")]
    public void Names_each_place(string expected, string actual, string differences) => Assert.Equal(
        differences,
        string.Join('|', JsonDifference.Between(JsonNode.Parse(expected), JsonNode.Parse(actual)).Select(static one => $"{one.Path} {one.Kind} {one.Expected} {one.Actual}")));
}
