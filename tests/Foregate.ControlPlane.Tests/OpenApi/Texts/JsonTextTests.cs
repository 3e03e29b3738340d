// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Foregate.ControlPlane.OpenApi.Texts;

namespace Foregate.ControlPlane.Tests.OpenApi.Texts;

public sealed class JsonTextTests
{
    [Fact]
    public void Is_laid_out_as_AWS_lays_it_out() => Assert.Equal(
        "{\n  \"a\" : [ 1.0, \"x\\\"\\n\" ],\n  \"b\" : { },\n  \"c\" : [ {\n    \"d\" : null\n  }, [ ] ]\n}",
        JsonText.Write(JsonNode.Parse("""{"a":[1.0,"x\"\n"],"b":{},"c":[{"d":null},[]]}""")));

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":{\"b\":[{\"c\":1,\"c\":2}]}}")]
    [InlineData("")]
    public void What_is_no_tree_is_none(string text) => Assert.Null(JsonText.Parse(text));

    [Fact]
    public void What_is_too_deep_is_none() => Assert.Null(JsonText.Parse(new string('[', 300) + new string(']', 300)));
}
