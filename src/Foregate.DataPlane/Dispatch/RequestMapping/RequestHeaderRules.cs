// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>
/// Which of the client's headers a proxy integration passes on (aws-apigateway §3.6 and its recordings, §4.1; RFC 9110 §7.6.1): what
/// belongs to the connection, and what only a trusted proxy may say, stays here.
/// </summary>
internal sealed class RequestHeaderRules
{
    private readonly ulong _dropped;
    private readonly bool _trusts;
    private readonly bool _isRest;

    private RequestHeaderRules(bool trusts, bool isRest, params ReadOnlySpan<KnownHeader> dropped)
    {
        _trusts = trusts;
        _isRest = isRest;
        foreach (var id in (ReadOnlySpan<KnownHeader>)
        [
            // Of the connection, or made anew.
            KnownHeader.Connection, KnownHeader.ContentLength, KnownHeader.Expect, KnownHeader.Host, KnownHeader.Http2Settings, KnownHeader.KeepAlive,
            KnownHeader.ProxyAuthenticate, KnownHeader.ProxyAuthorization, KnownHeader.ProxyConnection, KnownHeader.Te, KnownHeader.Trailer,
            KnownHeader.TransferEncoding, KnownHeader.Upgrade,

            // Said by the gateway itself.
            KnownHeader.XForwardedFor, KnownHeader.XForwardedPort, KnownHeader.XForwardedProto,
        ])
        {
            _dropped |= 1UL << (int)id;
        }

        foreach (var id in dropped)
        {
            _dropped |= 1UL << (int)id;
        }

        if (!trusts)
        {
            _dropped |= (1UL << (int)KnownHeader.Forwarded) | (1UL << (int)KnownHeader.XForwardedHost) | (1UL << (int)KnownHeader.XRealIp);
        }
    }

    private RequestHeaderRules(RequestHeaderRules rules, ulong kept)
    {
        _trusts = rules._trusts;
        _isRest = rules._isRest;
        _dropped = rules._dropped & ~kept;
    }

    public static RequestHeaderRules Rest { get; } = MakeRest(trusts: false);

    public static RequestHeaderRules RestTrusted { get; } = MakeRest(trusts: true);

    public static RequestHeaderRules Http { get; } = new(trusts: false, isRest: false, KnownHeader.Forwarded, KnownHeader.XForwardedHost);

    public static RequestHeaderRules HttpTrusted { get; } = new(trusts: true, isRest: false, KnownHeader.Forwarded, KnownHeader.XForwardedHost);

    /// <summary>For the events of functions behind REST APIs: they see the host they were called by, and what was said on the way.</summary>
    public static RequestHeaderRules RestFunction { get; } = Rest.Keeping(KnownHeader.Host, KnownHeader.ContentEncoding, KnownHeader.Via);

    public static RequestHeaderRules RestFunctionTrusted { get; } = RestTrusted.Keeping(KnownHeader.Host, KnownHeader.ContentEncoding, KnownHeader.Via);

    /// <summary>For the events of functions behind HTTP APIs.</summary>
    public static RequestHeaderRules HttpFunction { get; } = Http.Keeping(KnownHeader.Host);

    public static RequestHeaderRules HttpFunctionTrusted { get; } = HttpTrusted.Keeping(KnownHeader.Host, KnownHeader.Forwarded, KnownHeader.XForwardedHost);

    public bool Passes(HeaderTable headers, in HeaderField field)
    {
        if ((_dropped & (1UL << (int)field.Id)) != 0)
        {
            return false;
        }

        return field.Id switch
        {
            KnownHeader.Unknown => _trusts || !IsForwardingAlias(headers.Name(field)),
            // A signature is for the gateway (AWS: dropped when it is SigV4).
            KnownHeader.Authorization => !_isRest || !headers.Value(field).StartsWith("AWS4-HMAC-SHA256"u8),
            _ => true,
        };
    }

    /// <summary>
    /// X-Forwarded-*, X-Real-IP, X-Envoy-* and Forwarded in any case, with underscores for dashes: what some back end may take for the word of a
    /// proxy. A client has no such say.
    /// </summary>
    public static bool IsForwardingAlias(ReadOnlySpan<byte> name) =>
        name.Length >= 8 && (name[0] | 0x20) switch
        {
            (byte)'x' => IsLike(name, "x-forwarded"u8, isPrefix: true) || IsLike(name, "x-envoy-"u8, isPrefix: true) || IsLike(name, "x-real-ip"u8, isPrefix: false),
            (byte)'f' => IsLike(name, "forwarded"u8, isPrefix: true),
            _ => false,
        };

    private RequestHeaderRules Keeping(params ReadOnlySpan<KnownHeader> ids)
    {
        var kept = 0UL;
        foreach (var id in ids)
        {
            kept |= 1UL << (int)id;
        }

        return new RequestHeaderRules(this, kept);
    }

    private static RequestHeaderRules MakeRest(bool trusts) => new(
        trusts, isRest: true, KnownHeader.ContentEncoding, KnownHeader.ContentMd5, KnownHeader.MaxForwards, KnownHeader.Server, KnownHeader.Via,
        KnownHeader.WwwAuthenticate, KnownHeader.XAmznApigatewayApiId);

    private static bool IsLike(ReadOnlySpan<byte> name, ReadOnlySpan<byte> pattern, bool isPrefix)
    {
        if (name.Length < pattern.Length || (!isPrefix && name.Length > pattern.Length))
        {
            return false;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            if ((name[i] == (byte)'_' ? (byte)'-' : (byte)(name[i] | 0x20)) != pattern[i])
            {
                return false;
            }
        }

        return true;
    }
}
