// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Hosting.Servers;
using Microsoft.AspNetCore.Http;

namespace Foregate.Tests.Hosting.Servers;

/// <summary>Who may ask what would become of a request. What is answered is in ServeCommandTests.</summary>
public sealed class DryRunAnswerTests
{
    [Theory]
    [InlineData("GET", "application/json", null, true, 405)]
    [InlineData("POST", "application/json", null, false, 403)]
    [InlineData("POST", "text/plain", null, true, 415)]
    [InlineData("POST", "application/json", "https://a.example", true, 415)]
    [InlineData("POST", "application/json", null, true, 503)]
    public async Task Only_this_machine_may_ask_and_no_page(string method, string type, string? origin, bool isLoopback, int status)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.ContentType = type;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        context.Response.Body = new MemoryStream();
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }

        await DryRunAnswer.AnswerAsync(context, null, isLoopback);
        Assert.Equal(status, context.Response.StatusCode);
    }
}
