// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Wire;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Mapping.Payloads;

public sealed class ContentConversionTests
{
    private const ContentHandling ToBinary = ContentHandling.ConvertToBinary;
    private const ContentHandling ToText = ContentHandling.ConvertToText;

    [Theory]
    [InlineData(false, null, nameof(PayloadChange.Text))]
    [InlineData(false, ToBinary, nameof(PayloadChange.Decode))]
    [InlineData(false, ToText, nameof(PayloadChange.Text))]
    [InlineData(true, null, nameof(PayloadChange.Bytes))]
    [InlineData(true, ToBinary, nameof(PayloadChange.Bytes))]
    [InlineData(true, ToText, nameof(PayloadChange.Encode))]
    public void Requests_change_by_their_type(bool isBinary, ContentHandling? handling, string change) =>
        Assert.Equal(change, ContentConversion.OfRequest(isBinary, handling).ToString());

    // Nothing is binary where no binary types are configured: those cells are the first three.
    [Theory]
    [InlineData(false, false, null, nameof(PayloadChange.Text))]
    [InlineData(false, false, ToBinary, nameof(PayloadChange.Decode))]
    [InlineData(false, false, ToText, nameof(PayloadChange.Text))]
    [InlineData(false, true, null, nameof(PayloadChange.Decode))]
    [InlineData(false, true, ToBinary, nameof(PayloadChange.Decode))]
    [InlineData(false, true, ToText, nameof(PayloadChange.Text))]
    [InlineData(true, false, null, nameof(PayloadChange.Encode))]
    [InlineData(true, false, ToBinary, nameof(PayloadChange.Bytes))]
    [InlineData(true, false, ToText, nameof(PayloadChange.Encode))]
    [InlineData(true, true, null, nameof(PayloadChange.Bytes))]
    [InlineData(true, true, ToBinary, nameof(PayloadChange.Bytes))]
    [InlineData(true, true, ToText, nameof(PayloadChange.Encode))]
    public void Answers_change_by_their_type_and_what_is_accepted(bool isBinary, bool isAccepted, ContentHandling? handling, string change) =>
        Assert.Equal(change, ContentConversion.OfResponse(isBinary, isAccepted, handling).ToString());

    [Theory]
    [InlineData(nameof(PayloadChange.Text), "text \u00FC", "text \u00C3\u00BC")]
    [InlineData(nameof(PayloadChange.Encode), "\u00FF\u00FE", "//4=")]
    [InlineData(nameof(PayloadChange.Decode), "//4=", "\u00FF\u00FE")]
    [InlineData(nameof(PayloadChange.Decode), "\"//4=\"\n", "\u00FF\u00FE")]
    [InlineData(nameof(PayloadChange.Bytes), "\u00FF\u00FE", "\u00FF\u00FE")]
    public void Bytes_become_what_the_cell_says(string change, string payload, string changed)
    {
        var bytes = change == nameof(PayloadChange.Text) ? Encoding.UTF8.GetBytes(payload) : Encoding.Latin1.GetBytes(payload);
        Assert.True(ContentConversion.TryApply(Enum.Parse<PayloadChange>(change), bytes, new ByteWriter(), out var outcome));
        Assert.Equal(changed, Encoding.Latin1.GetString(outcome.Span));
    }

    // Recorded: what a client uploads as text and is none.
    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters()
    {
        Assert.True(ContentConversion.TryApply(PayloadChange.Text, new byte[] { 0x1f, 0x8b, 8, 0, 0x14, 0x6c, 0xee, 0x63 }, new ByteWriter(), out var outcome));
        Assert.Equal("\u001f\ufffd\b\0\u0014l\ufffdc", Encoding.UTF8.GetString(outcome.Span));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("YWJ")]
    [InlineData("\"")]
    [InlineData("\"//4=")]
    public void What_is_no_base64_is_not_decoded(string payload) =>
        Assert.False(ContentConversion.TryApply(PayloadChange.Decode, Encoding.ASCII.GetBytes(payload), new ByteWriter(), out _));

    [Theory]
    [InlineData(nameof(PayloadChange.Text), true)]
    [InlineData(nameof(PayloadChange.Encode), true)]
    [InlineData(nameof(PayloadChange.Bytes), false)]
    [InlineData(nameof(PayloadChange.Decode), false)]
    public void Templates_are_for_text_only(string change, bool isText) => Assert.Equal(isText, ContentConversion.IsText(Enum.Parse<PayloadChange>(change)));
}
