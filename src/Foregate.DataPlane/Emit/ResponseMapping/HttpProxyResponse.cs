// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>Passes an HTTP_PROXY answer of an HTTP API on: response parameters by the back end's status, and the API's own CORS headers in place of the back end's.</summary>
internal sealed class HttpProxyResponse : IStep
{
    private const ulong Dropped = (1UL << (int)KnownHeader.ApigwRequestid) | (1UL << (int)KnownHeader.Connection) | (1UL << (int)KnownHeader.ContentLength)
        | (1UL << (int)KnownHeader.Date) | (1UL << (int)KnownHeader.KeepAlive) | (1UL << (int)KnownHeader.ProxyAuthenticate)
        | (1UL << (int)KnownHeader.ProxyConnection) | (1UL << (int)KnownHeader.Te) | (1UL << (int)KnownHeader.Trailer)
        | (1UL << (int)KnownHeader.TransferEncoding) | (1UL << (int)KnownHeader.Upgrade);

    private const int FirstStatus = 200;
    private const int LastStatus = 599;

    private readonly CorsHeaders? _cors;
    private readonly HttpResponseParameters?[]? _byStatus;
    private readonly Rejection _unmappable;

    private HttpProxyResponse(CorsHeaders? cors, HttpResponseParameters?[]? byStatus, Compilation c)
    {
        _cors = cors;
        _byStatus = byStatus;
        _unmappable = c.Rejections.ApiConfigurationError.At(c.Path, "A mapped response header holds control characters.");
    }

    public static IStep For(Integration integration, CorsHeaders? cors, Compilation c)
    {
        HttpResponseParameters?[]? byStatus = null;
        foreach (var (key, parameters) in integration.ResponseParameters)
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < FirstStatus or > LastStatus)
            {
                c.Fault($"The response parameters are for the status \"{key}\", which is none from {FirstStatus} to {LastStatus}.");
                continue;
            }

            byStatus ??= new HttpResponseParameters?[LastStatus - FirstStatus + 1];
            byStatus[status - FirstStatus] = HttpResponseParameters.Compile(parameters, c);
        }

        return new HttpProxyResponse(cors, byStatus, c);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var answer = exchange.IntegrationResponse;
        var response = exchange.Response;
        response.Status = answer.Status;
        var headers = answer.Headers!;
        var parameters = _byStatus is not null && answer.Status is >= FirstStatus and <= LastStatus ? _byStatus[answer.Status - FirstStatus] : null;
        var namesHeaders = ConnectionOptions.NameHeaders(headers);
        foreach (ref readonly var field in headers.Fields)
        {
            if ((Dropped & (1UL << (int)field.Id)) != 0 || (_cors is not null && CorsHeaders.IsCorsHeader(field.Id)))
            {
                continue;
            }

            var name = headers.Name(field);
            if (!(namesHeaders && ConnectionOptions.Name(headers, name)) && parameters?.TakesAway(name) != true)
            {
                response.Add(headers, field);
            }
        }

        if (parameters?.Apply(exchange) == false)
        {
            return Verdict.Reject(_unmappable);
        }

        _cors?.Append(exchange);
        response.ContentLength = PassedLength.Of(exchange);
        return Verdict.Continue;
    }
}
