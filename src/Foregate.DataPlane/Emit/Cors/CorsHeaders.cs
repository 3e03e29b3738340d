// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire.Heads;
using Definition = Foregate.Definitions.ApiGatewayV2.Cors;

namespace Foregate.DataPlane.Emit.Cors;

/// <summary>
/// The CORS headers of an HTTP API, compiled. With a configuration the gateway's headers replace the back end's. They go on answers to
/// preflights and on answers of integrations, and there only when the request's origin is allowed. Answers that the gateway makes
/// itself (404, 429, 503 and the like) carry none: AWS adds the headers "to the response from an integration". There is no Vary
/// header, for AWS is not known to send one.
/// </summary>
internal sealed class CorsHeaders
{
    private readonly CorsOrigins _origins;
    private readonly PreparedHeader[] _actual;
    private readonly PreparedHeader[] _preflight;

    private CorsHeaders(CorsOrigins origins, PreparedHeader[] actual, PreparedHeader[] preflight)
    {
        _origins = origins;
        _actual = actual;
        _preflight = preflight;
    }

    /// <summary>Null without a configuration: then the back end's headers pass.</summary>
    public static CorsHeaders? For(Definition? cors, Compilation c)
    {
        if (cors is null)
        {
            return null;
        }

        var place = c.At("/apis/" + c.ApiId + "/cors");
        var origins = CorsOrigins.For(cors.AllowOrigins, place);
        if (cors.AllowCredentials && origins.AllowsAll)
        {
            place.Fault("allowCredentials needs origins by name: browsers refuse credentials for the origin *.");
        }

        if (cors.MaxAge is < -1 or > 86400)
        {
            place.Fault("maxAge must be -1 to 86400 seconds.");
        }

        List<PreparedHeader> actual = [];
        if (origins.AllowsAll)
        {
            actual.Add(new PreparedHeader("access-control-allow-origin", "*"));
        }

        if (cors.AllowCredentials)
        {
            actual.Add(new PreparedHeader("access-control-allow-credentials", "true"));
        }

        AddList(actual, "access-control-expose-headers", cors.ExposeHeaders, place);
        List<PreparedHeader> preflight = [];
        AddList(preflight, "access-control-allow-methods", cors.AllowMethods, place);
        AddList(preflight, "access-control-allow-headers", cors.AllowHeaders, place);
        if (cors.MaxAge is { } age)
        {
            preflight.Add(new PreparedHeader("access-control-max-age", age.ToString(CultureInfo.InvariantCulture)));
        }

        return new CorsHeaders(origins, [.. actual], [.. preflight]);
    }

    /// <summary>Whether a header of a back end's answer is one that the configuration speaks for.</summary>
    public static bool IsCorsHeader(KnownHeader id) => id is >= KnownHeader.AccessControlAllowOrigin and <= KnownHeader.AccessControlMaxAge;

    /// <summary>Adds the headers of an answer to an actual request.</summary>
    public void Append(Exchange exchange) => TryAppend(exchange);

    /// <summary>Adds the headers of an answer to a preflight.</summary>
    public void AppendPreflight(Exchange exchange)
    {
        if (TryAppend(exchange))
        {
            Add(exchange.Response, _preflight);
        }
    }

    private bool TryAppend(Exchange exchange)
    {
        var headers = exchange.Request.Headers;
        // Two origins are none: no browser sends them.
        if (!headers.TryGet(KnownHeader.Origin, out var origin) || headers.CountOf(KnownHeader.Origin) > 1 || !_origins.Allows(origin))
        {
            return false;
        }

        if (!_origins.AllowsAll)
        {
            exchange.Response.Add("access-control-allow-origin"u8, origin);
        }

        Add(exchange.Response, _actual);
        return true;
    }

    private static void Add(ResponseHead response, PreparedHeader[] headers)
    {
        foreach (var header in headers)
        {
            response.Add(header);
        }
    }

    private static void AddList(List<PreparedHeader> headers, string name, IReadOnlyCollection<string> items, Compilation c)
    {
        foreach (var item in items)
        {
            if (!HeaderLine.IsToken(System.Text.Encoding.UTF8.GetBytes(item)))
            {
                c.Fault("The value " + item + " of " + name["access-control-".Length..] + " is neither a name nor *.");
                return;
            }
        }

        if (items.Count > 0)
        {
            headers.Add(new PreparedHeader(name, string.Join(',', items)));
        }
    }
}
