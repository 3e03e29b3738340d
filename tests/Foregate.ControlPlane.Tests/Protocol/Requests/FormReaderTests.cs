// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Requests;

public sealed class FormReaderTests
{
    private static readonly ServiceModel s_model = ModelReader.Read(Encoding.UTF8.GetBytes(
        """
        operation Do POST / 200 Request -
        structure Request
        . Name Text
        . Count Number
        . Items Items
        . Pairs Pairs
        . Inner Inner
        structure Inner
        . Flag Flag
        . Texts Texts
        list Items Inner
        list Texts Text
        map Pairs Text Text
        string Text
        integer Number
        boolean Flag
        """.ReplaceLineEndings("\n")));

    [Theory]
    [InlineData("Name=a%20b&Count=7&Unknown=x", """{"Name":"a b","Count":7}""")]
    [InlineData("Items.member.2.Flag=true&Items.member.10.Flag=false&Items.member.1.Texts.member.1=t", """{"Items":[{"Texts":["t"]},{"Flag":true},{"Flag":false}]}""")]
    [InlineData("Pairs.entry.1.key=a&Pairs.entry.1.value=1&Pairs.entry.2.key=b&Pairs.entry.2.value=", """{"Pairs":{"a":"1","b":""}}""")]
    [InlineData("Inner.Texts=", """{"Inner":{"Texts":[]}}""")]
    [InlineData("Inner.Flag=true&Inner.Texts.member.1=x", """{"Inner":{"Flag":true,"Texts":["x"]}}""")]
    [InlineData("Items=", """{"Items":[]}""")]
    public void Parameters_are_read_as_the_shape_says(string form, string wanted)
    {
        var shape = s_model.Shapes["Request"];
        Assert.Equal(Text(BodyReader.Read(Encoding.UTF8.GetBytes(wanted), shape)), Text(FormReader.Read(QueryString.Parse(form), shape)));
    }

    [Fact]
    public void A_value_of_another_kind_is_refused() =>
        Assert.Throws<WireFormatException>(() => FormReader.Read(QueryString.Parse("Count=many"), s_model.Shapes["Request"]));

    private static string Text(WireValue value) => value.Kind switch
    {
        WireKind.Map => "{" + string.Join(',', value.Entries.Select(static entry => entry.Key + ":" + Text(entry.Value))) + "}",
        WireKind.List => "[" + string.Join(',', value.Items.Select(Text)) + "]",
        _ => value.ToString(),
    };
}
