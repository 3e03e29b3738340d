// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Arrive;

/// <summary>
/// Decodes request bodies for REST APIs (aws-apigateway §3.10: gzip, deflate and identity, always on). Everything behind it reads the
/// body decoded; a body that cannot be decoded ends as undecodable: 415.
/// </summary>
internal sealed class RequestDecompression : IStep
{
    private readonly Rejection _unsupported;
    private readonly long _limit;

    private RequestDecompression(Rejection unsupported, long limit)
    {
        _unsupported = unsupported;
        _limit = limit;
    }

    /// <summary>Null for HTTP APIs: they pass bodies on as they are.</summary>
    public static RequestDecompression? For(Compilation c) =>
        c.Kind == ApiKind.Rest
            ? new RequestDecompression(
                c.Rejections.UnsupportedMediaType.At(c.Path, "Content-Encoding names a coding other than gzip, deflate and identity."),
                c.Options.Quotas.PayloadBytes)
            : null;

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var headers = exchange.Request.Headers;
        if (!headers.Has(KnownHeader.ContentEncoding) || exchange.RequestBody is { IsEnded: true, Length: 0 })
        {
            return Verdict.Continue;
        }

        var coding = Coding.Identity;
        foreach (ref readonly var field in headers.Fields)
        {
            if (field.Id == KnownHeader.ContentEncoding && !TryAdd(headers.Value(field), ref coding))
            {
                return Verdict.Reject(_unsupported);
            }
        }

        if (coding != Coding.Identity)
        {
            exchange.RequestBody = new DecodedBody(exchange.RequestBody, coding == Coding.Gzip, _limit);
            exchange.IsRequestBodyDecoded = true;
        }

        return Verdict.Continue;
    }

    /// <summary>False for an unknown coding, and for one coding upon another.</summary>
    private static bool TryAdd(ReadOnlySpan<byte> list, ref Coding coding)
    {
        foreach (var part in list.Split((byte)','))
        {
            var name = list[part];
            name = name[Ascii.Trim(name)];
            if (name.IsEmpty || Ascii.EqualsIgnoreCase(name, "identity"u8))
            {
                continue;
            }

            var next = Ascii.EqualsIgnoreCase(name, "gzip"u8) || Ascii.EqualsIgnoreCase(name, "x-gzip"u8) ? Coding.Gzip
                : Ascii.EqualsIgnoreCase(name, "deflate"u8) ? Coding.Deflate
                : Coding.Identity;
            if (next == Coding.Identity || coding != Coding.Identity)
            {
                return false;
            }

            coding = next;
        }

        return true;
    }

    private enum Coding : byte
    {
        Identity,
        Gzip,
        Deflate,
    }
}
