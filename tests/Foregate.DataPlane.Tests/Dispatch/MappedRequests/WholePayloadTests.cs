// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Dispatch.MappedRequests;

public sealed class WholePayloadTests
{
    [Theory]
    [InlineData(null, "aGk=", "aGk=")]
    [InlineData(ContentHandling.ConvertToBinary, "aGk=", "hi")]
    [InlineData(ContentHandling.ConvertToBinary, "!", null)]
    [InlineData(ContentHandling.ConvertToText, "text", "text")]
    public async Task Is_the_body_as_content_handling_changes_it(ContentHandling? handling, string body, string? expected)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1", body: new ScriptedBody(body));
        var (made, refusal) = await new WholePayload(handling, new BinaryMediaTypes([]), Sample.Compilation(ApiKind.Rest, [])).MakeAsync(exchange);
        Assert.Equal(expected is null ? 500 : 0, refusal?.Status ?? 0);
        Assert.Equal(expected, made is null ? null : Encoding.UTF8.GetString((await made.ReadAsync()).Bytes.Span));
    }
}
