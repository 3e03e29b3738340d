// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests.Arrive.Http1;

public sealed class Http1DoorTests
{
    [Fact]
    public async Task Serves_requests_one_after_the_other_on_one_connection()
    {
        await using var host = await DoorHost.StartAsync(Handlers.Describe);
        await using var client = await RawClient.ConnectAsync(host.EndPoint);
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync("POST /a?b=" + i + " HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nxyz");
            var answer = await client.ReadAsync();
            Assert.Equal("POST /a?b=" + i + " \nHost: h\nContent-Length: 3\n\nxyz", answer!.Text);
            Assert.Equal("HTTP/1.1 200 OK", answer.Lines[0]);
            Assert.Equal("keep-alive", answer.Header("Connection"));
            Assert.NotNull(answer.Header("Date"));
        }
    }

    [Fact]
    public async Task Answers_a_refused_head_with_its_status_and_ends_the_connection()
    {
        await using var host = await DoorHost.StartAsync(Handlers.Describe);
        await using var client = await RawClient.ConnectAsync(host.EndPoint);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nA : b\r\n\r\nGET /next HTTP/1.1\r\nHost: h\r\n\r\n");
        var answer = await client.ReadAsync();
        Assert.Equal(400, answer!.Status);
        Assert.Equal("{\"message\":\"Bad Request\"}", answer.Text);
        Assert.True(answer.Closes);
        Assert.True(await client.EndsAsync());
    }
}
