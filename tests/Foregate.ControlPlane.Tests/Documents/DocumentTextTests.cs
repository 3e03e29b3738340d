// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.Documents;

public sealed class DocumentTextTests
{
    [Fact]
    public void Counts_lines_after_LF_CRLF_and_CR_and_columns_in_UTF16_units()
    {
        var text = new DocumentText(Encoding.UTF8.GetBytes("ab\né😀c\r\nd\re"), "f");
        Assert.Equal(["f:1:1", "f:1:3", "f:2:1", "f:2:4", "f:3:1", "f:4:1"], new[] { 0L, 2, 3, 9, 12, 14 }.Select(offset => text.At(offset).ToString()));
    }

    [Fact]
    public void Answers_backward_questions_like_forward_ones()
    {
        var text = new DocumentText(Encoding.UTF8.GetBytes("abcdefghij"), "f");
        Assert.Equal("f:1:9", text.At(8).ToString());
        Assert.Equal("f:1:3", text.At(2).ToString());
        Assert.Equal("f:1:6", text.At(5).ToString());
    }

    [Fact]
    public void Clamps_what_is_outside()
    {
        var text = new DocumentText("a\nb"u8.ToArray(), "f");
        Assert.Equal("f:2:2", text.At(100).ToString());
        Assert.Equal("f:2:1", text.At(7, 0).ToString());
    }
}
