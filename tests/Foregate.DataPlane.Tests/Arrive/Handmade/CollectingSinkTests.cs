// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Arrive.Handmade;

namespace Foregate.DataPlane.Tests.Arrive.Handmade;

public sealed class CollectingSinkTests
{
    [Fact]
    public async Task It_keeps_headers_in_order_and_the_body_in_pieces()
    {
        var head = new ResponseHead();
        head.Add("X-One"u8, "1"u8);
        head.Add("x-amzn-RequestId"u8, "the gateway's own"u8);
        head.Add("X-One"u8, "2"u8);
        var sink = new CollectingSink();
        sink.Start(head);
        Assert.True(await sink.WriteAsync("hel"u8.ToArray()));
        Assert.True(await sink.WriteAsync("lo"u8.ToArray()));
        Assert.True(await sink.CompleteAsync());
        Assert.True(sink.IsStarted);
        Assert.Equal([KeyValuePair.Create("X-One", "1"), KeyValuePair.Create("X-One", "2")], sink.Headers);
        Assert.Equal(("hello", 5L), (Encoding.UTF8.GetString(sink.Body), sink.BodyBytes));
    }
}
