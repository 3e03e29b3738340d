// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Mapping.Payloads;

public sealed class BodyValueTests
{
    [Theory]
    [InlineData("a b", "a%20b", true)]
    [InlineData("", "", false)]
    public async Task Is_the_whole_body_or_missing(string body, string expected, bool isThere)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1", body: new ScriptedBody(body.Length == 0 ? [] : [body]));
        await exchange.ReadBodyAsync(100);
        var writer = new ByteWriter();
        Assert.Equal(isThere, new BodyValue(ofResponse: false).Write(exchange, writer, ValueForm.Query));
        Assert.Equal(expected, Sample.Text(writer.Written));
    }
}
