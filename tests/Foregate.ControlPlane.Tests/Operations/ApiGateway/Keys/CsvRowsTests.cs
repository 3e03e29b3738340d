// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Foregate.ControlPlane.Operations.ApiGateway.Keys;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Keys;

public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("a,b\r\nc,d\r\n", "a|b/c|d")]
    [InlineData("a, \"b,\"\"c\n\" ,d\n\n", "a|b,\"c\n|d")]
    [InlineData("", "")]
    [InlineData("a,,", "a||")]
    [InlineData("\"a", null)]
    [InlineData("\"a\"b", null)]
    public void Quotes_hold_what_would_end_a_value(string text, string? rows) =>
        Assert.Equal(rows, CsvRows.Read(text) is { } read ? string.Join('/', read.Select(static row => string.Join('|', row))) : null);

    [Fact]
    public void What_is_quoted_is_read_back() => Gen.String.Where(static text => text.Length > 0).Sample(static text =>
        CsvRows.Read('"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"') is [[var read]] && read == text);
}
