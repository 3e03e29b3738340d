// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.ControlPlane.Protocol.Requests;

namespace Foregate.ControlPlane.Tests.Protocol.Requests;

public sealed class HeaderListTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a, b,c", new[] { "a", "b", "c" })]
    [InlineData("\"b,c\", \"\\\"def\\\"\", a", new[] { "b,c", "\"def\"", "a" })]
    [InlineData("\"a", new[] { "a" })]
    public void Splits_at_commas_outside_of_quotes(string text, string[] items) => Assert.Equal(items, HeaderList.Split(text));

    [Fact]
    public void Dates_keep_their_commas() => Assert.Equal(
        ["Mon, 16 Dec 2019 23:48:18 GMT", "Tue, 17 Dec 2019 23:48:18 GMT"], HeaderList.SplitDates("Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 23:48:18 GMT"));

    [Fact]
    public void No_text_breaks_the_splitter() => Gen.String.Sample(static text => HeaderList.Split(text).Count <= text.Length + 1 && HeaderList.SplitDates(text).Count <= text.Length + 1);
}
