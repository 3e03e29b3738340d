// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>
/// Passes an HTTP_PROXY answer of a REST API on (aws-apigateway §3.6 and its recordings). What the gateway says itself comes under another
/// name; an answer without a content type is JSON.
/// </summary>
internal sealed class RestProxyResponse : IStep
{
    private const ulong Renamed = (1UL << (int)KnownHeader.Connection) | (1UL << (int)KnownHeader.ContentLength) | (1UL << (int)KnownHeader.Date)
        | (1UL << (int)KnownHeader.Server) | (1UL << (int)KnownHeader.WwwAuthenticate) | (1UL << (int)KnownHeader.XAmznRequestId);

    private const ulong Dropped = (1UL << (int)KnownHeader.Expect) | (1UL << (int)KnownHeader.Host) | (1UL << (int)KnownHeader.KeepAlive)
        | (1UL << (int)KnownHeader.ProxyAuthenticate) | (1UL << (int)KnownHeader.ProxyConnection) | (1UL << (int)KnownHeader.Te)
        | (1UL << (int)KnownHeader.Trailer) | (1UL << (int)KnownHeader.TransferEncoding) | (1UL << (int)KnownHeader.Upgrade)
        | (1UL << (int)KnownHeader.Via) | (1UL << (int)KnownHeader.XAmzApigwId);

    private static readonly PreparedHeader JsonContentType = new("Content-Type", "application/json");

    public static RestProxyResponse Instance { get; } = new();

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var answer = exchange.IntegrationResponse;
        var response = exchange.Response;
        response.Status = answer.Status;
        var headers = answer.Headers!;
        var namesHeaders = ConnectionOptions.NameHeaders(headers);
        foreach (ref readonly var field in headers.Fields)
        {
            var bit = 1UL << (int)field.Id;
            var name = headers.Name(field);
            if (field.Id == KnownHeader.ContentLength && answer.IsStreamed)
            {
                // It frames what follows.
                continue;
            }

            if ((Renamed & bit) != 0)
            {
                response.Add("x-amzn-Remapped-"u8, name, headers.Value(field));
            }
            else if ((Dropped & bit) == 0 && !(namesHeaders && ConnectionOptions.Name(headers, name)))
            {
                response.Add(headers, field);
            }
        }

        if (!headers.Has(KnownHeader.ContentType))
        {
            response.Add(JsonContentType);
        }

        response.ContentLength = PassedLength.Of(exchange);
        return Verdict.Continue;
    }
}
