// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Wire.Heads;

/// <summary>From a header's name to its <see cref="KnownHeader"/>: a switch on the length, then one or a few comparisons.</summary>
internal static class KnownHeaders
{
    public static KnownHeader Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Is(name, "TE"u8) ? KnownHeader.Te
            : KnownHeader.Unknown,
        3 => Is(name, "Via"u8) ? KnownHeader.Via
            : KnownHeader.Unknown,
        4 => Is(name, "Date"u8) ? KnownHeader.Date
            : Is(name, "Host"u8) ? KnownHeader.Host
            : KnownHeader.Unknown,
        5 => Is(name, "Range"u8) ? KnownHeader.Range
            : KnownHeader.Unknown,
        6 => Is(name, "Accept"u8) ? KnownHeader.Accept
            : Is(name, "Cookie"u8) ? KnownHeader.Cookie
            : Is(name, "Expect"u8) ? KnownHeader.Expect
            : Is(name, "Origin"u8) ? KnownHeader.Origin
            : Is(name, "Server"u8) ? KnownHeader.Server
            : KnownHeader.Unknown,
        7 => Is(name, "Trailer"u8) ? KnownHeader.Trailer
            : Is(name, "Upgrade"u8) ? KnownHeader.Upgrade
            : KnownHeader.Unknown,
        8 => Is(name, "Location"u8) ? KnownHeader.Location
            : KnownHeader.Unknown,
        9 => Is(name, "Forwarded"u8) ? KnownHeader.Forwarded
            : Is(name, "X-Api-Key"u8) ? KnownHeader.XApiKey
            : Is(name, "X-Real-IP"u8) ? KnownHeader.XRealIp
            : KnownHeader.Unknown,
        10 => Is(name, "Connection"u8) ? KnownHeader.Connection
            : Is(name, "Keep-Alive"u8) ? KnownHeader.KeepAlive
            : Is(name, "Set-Cookie"u8) ? KnownHeader.SetCookie
            : Is(name, "User-Agent"u8) ? KnownHeader.UserAgent
            : KnownHeader.Unknown,
        11 => Is(name, "Content-MD5"u8) ? KnownHeader.ContentMd5
            : Is(name, "Retry-After"u8) ? KnownHeader.RetryAfter
            : KnownHeader.Unknown,
        12 => Is(name, "Content-Type"u8) ? KnownHeader.ContentType
            : Is(name, "Max-Forwards"u8) ? KnownHeader.MaxForwards
            : KnownHeader.Unknown,
        13 => Is(name, "Authorization"u8) ? KnownHeader.Authorization
            : Is(name, "Cache-Control"u8) ? KnownHeader.CacheControl
            : KnownHeader.Unknown,
        14 => Is(name, "Content-Length"u8) ? KnownHeader.ContentLength
            : Is(name, "HTTP2-Settings"u8) ? KnownHeader.Http2Settings
            : Is(name, "X-Amz-Apigw-Id"u8) ? KnownHeader.XAmzApigwId
            : KnownHeader.Unknown,
        15 => Is(name, "Accept-Encoding"u8) ? KnownHeader.AcceptEncoding
            : Is(name, "X-Amzn-Trace-Id"u8) ? KnownHeader.XAmznTraceId
            : Is(name, "X-Forwarded-For"u8) ? KnownHeader.XForwardedFor
            : Is(name, "Apigw-Requestid"u8) ? KnownHeader.ApigwRequestid
            : KnownHeader.Unknown,
        16 => Is(name, "Content-Encoding"u8) ? KnownHeader.ContentEncoding
            : Is(name, "Content-Location"u8) ? KnownHeader.ContentLocation
            : Is(name, "Proxy-Connection"u8) ? KnownHeader.ProxyConnection
            : Is(name, "WWW-Authenticate"u8) ? KnownHeader.WwwAuthenticate
            : Is(name, "X-Amzn-RequestId"u8) ? KnownHeader.XAmznRequestId
            : Is(name, "X-Forwarded-Host"u8) ? KnownHeader.XForwardedHost
            : Is(name, "X-Forwarded-Port"u8) ? KnownHeader.XForwardedPort
            : KnownHeader.Unknown,
        17 => Is(name, "Transfer-Encoding"u8) ? KnownHeader.TransferEncoding
            : Is(name, "X-Forwarded-Proto"u8) ? KnownHeader.XForwardedProto
            : KnownHeader.Unknown,
        18 => Is(name, "Proxy-Authenticate"u8) ? KnownHeader.ProxyAuthenticate
            : KnownHeader.Unknown,
        19 => Is(name, "Proxy-Authorization"u8) ? KnownHeader.ProxyAuthorization
            : KnownHeader.Unknown,
        22 => Is(name, "X-HTTP-Method-Override"u8) ? KnownHeader.XHttpMethodOverride
            : Is(name, "Access-Control-Max-Age"u8) ? KnownHeader.AccessControlMaxAge
            : KnownHeader.Unknown,
        24 => Is(name, "X-Amzn-Apigateway-Api-Id"u8) ? KnownHeader.XAmznApigatewayApiId
            : KnownHeader.Unknown,
        27 => Is(name, "Access-Control-Allow-Origin"u8) ? KnownHeader.AccessControlAllowOrigin
            : KnownHeader.Unknown,
        28 => Is(name, "Access-Control-Allow-Headers"u8) ? KnownHeader.AccessControlAllowHeaders
            : Is(name, "Access-Control-Allow-Methods"u8) ? KnownHeader.AccessControlAllowMethods
            : KnownHeader.Unknown,
        29 => Is(name, "Access-Control-Request-Method"u8) ? KnownHeader.AccessControlRequestMethod
            : Is(name, "Access-Control-Expose-Headers"u8) ? KnownHeader.AccessControlExposeHeaders
            : KnownHeader.Unknown,
        30 => Is(name, "Access-Control-Request-Headers"u8) ? KnownHeader.AccessControlRequestHeaders
            : KnownHeader.Unknown,
        32 => Is(name, "Access-Control-Allow-Credentials"u8) ? KnownHeader.AccessControlAllowCredentials
            : KnownHeader.Unknown,
        _ => KnownHeader.Unknown,
    };

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known) =>
        // The last byte differs between most names of one length: it spares the full comparison.
        (name[^1] | 0x20) == (known[^1] | 0x20) && Ascii.EqualsIgnoreCase(name, known);
}
