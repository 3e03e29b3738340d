// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Emit.ResponseMapping;

/// <summary>Makes exchanges that a back end has answered, its head read by the real codec.</summary>
internal static class Answers
{
    /// <param name="answer">Status line and headers, lines ended by LF.</param>
    /// <param name="request">More lines of the request, each after an LF.</param>
    public static Exchange Exchange(ApiKind kind, string answer, IBodyReader? body = null, string request = "", string method = "GET")
    {
        var exchange = Sample.Exchange(kind, method + " /prod/ HTTP/1.1" + request);
        var head = new UpstreamResponseHead(64 * 1024);
        Sample.Read(head, answer);
        exchange.IntegrationResponse.Set(head.Status, head.Headers, body, null);
        return exchange;
    }

    /// <summary>The header lines of the answer made, LF for CRLF.</summary>
    public static string Head(Exchange exchange) => Sample.Text(exchange.Response.Lines).Replace("\r\n", "\n", StringComparison.Ordinal);
}
