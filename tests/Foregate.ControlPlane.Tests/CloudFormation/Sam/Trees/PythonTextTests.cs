// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Trees;

public sealed class PythonTextTests
{
    [Fact]
    public void JSON_is_ASCII_sorted_and_compact() => Assert.Equal(
        "{\"a\":\"\\u00e9\\n\\\"\",\"b\":[1,2.5,true,null,{}]}",
        PythonText.Json(SamNode.Map(("b", SamNode.List(1, Number("2.5"), true, SamNode.Null(), SamNode.Map())), ("a", "é\n\"")), isCanonical: true));

    [Fact]
    public void Other_JSON_keeps_its_order_and_has_spaces() => Assert.Equal(
        "{\"b\": [1, 2], \"a\": \"x\"}", PythonText.Json(SamNode.Map(("b", SamNode.List(1, 2)), ("a", "x")), isCanonical: false));

    [Fact]
    public void Indented_JSON_leaves_empty_ones_on_their_line() => Assert.Equal(
        "{\n    \"a\": {},\n    \"b\": [\n        1,\n        []\n    ]\n}", PythonText.Indented(SamNode.Map(("b", SamNode.List(1, SamNode.List())), ("a", SamNode.Map()))));

    [Fact]
    public void Texts_of_the_template_are_marked() => Assert.Equal(
        "{'a': u'x', 'b': 'it\\'s \"y\"', 'c': \"it's\", 'd': [True, None, 1, u'\\xe9\\u20ac']}",
        PythonText.Of(SamNode.Map(
            ("a", SamNode.Given("x")), ("b", "it's \"y\""), ("c", "it's"), ("d", SamNode.List(true, SamNode.Null(), 1, SamNode.Given("é€"))))));

    [Theory]
    [InlineData("1.0", "1.0")]
    [InlineData("0x1F", "31")]
    [InlineData("+7", "7")]
    [InlineData("1e3", "1000.0")]
    public void Numbers_are_Pythons(string written, string text) => Assert.Equal(text, PythonText.Of(Number(written)));

    private static SamNode Number(string text) => SamNode.Of(DocumentNode.Scalar(NodeKind.Number, text, ScalarStyle.Plain, new SourceLocation("t", 1, 1)));
}
