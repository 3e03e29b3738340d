// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Emit.ResponseMapping;

namespace Foregate.DataPlane.Tests.Emit.ResponseMapping;

public sealed class ErrorMessageTests
{
    [Theory]
    [InlineData("{\"a\":{\"errorMessage\":\"inner\"},\"errorMessage\":\"out\\ner\"}", "out\ner")]
    [InlineData("{\"errorMessage\":null}", null)]
    [InlineData("{\"errorMessage\":{\"a\":1}}", null)]
    [InlineData("{}", null)]
    [InlineData("[\"errorMessage\"]", null)]
    [InlineData("\"text\"", null)]
    [InlineData("{\"errorMessage\":\"cut", null)]
    [InlineData("", null)]
    public void Is_the_text_of_that_name_at_the_top(string returned, string? message) => Assert.Equal(message, ErrorMessage.Of(Encoding.UTF8.GetBytes(returned)));
}
