// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Tests.Mapping.Values;

public sealed class OverriddenValueTests
{
    [Theory]
    [InlineData(null, "mapped")]
    [InlineData("a/b", "a%2Fb")]
    public void Is_what_the_template_set_or_else_what_is_mapped(string? set, string expected)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        if (set is not null)
        {
            exchange.Overrides = new TemplateOverrides();
            exchange.Overrides.RequestPath["p"] = Value.Of(set);
        }

        var writer = new ByteWriter();
        Assert.True(new OverriddenValue(RequestPart.Path, "p", new StaticValue("mapped")).Write(exchange, writer, ValueForm.PathPart));
        Assert.Equal(expected, Sample.Text(writer.Written));
    }
}
