// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Emit.ResponseCache;

/// <summary>
/// Keeps an answer as it is after mapping, before its client gets it. Only whole ones with a status of 2XX and at most 1 MiB of body. Unless AWS is asked for to
/// the letter, nothing that says of itself that it is for one client: Set-Cookie, Cache-Control private or no-store, Vary: *.
/// </summary>
internal sealed class CacheStore : IStep
{
    /// <summary>AWS: bytes of body at most.</summary>
    public const int Limit = 1_048_576;

    /// <summary>How long nobody waits for an answer that could not be kept.</summary>
    private const int MarkSeconds = 10;

    private readonly long _lifetime;
    private readonly long _markLifetime;
    private readonly bool _keepsAll;
    private readonly TimeProvider _time;

    private CacheStore(int seconds, Compilation c)
    {
        _time = c.Options.Time;
        _lifetime = seconds * _time.TimestampFrequency;
        _markLifetime = Math.Min(seconds, MarkSeconds) * _time.TimestampFrequency;
        _keepsAll = c.Options.StrictAws;
    }

    /// <summary>Null when the method is not cached.</summary>
    public static CacheStore? For(Stage stage, Resource resource, Method method, Compilation c) =>
        CacheSettings.For(stage, resource.Path, method, c) is { } settings ? new CacheStore(settings.Seconds, c) : null;

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        if (exchange.CacheFill is not CacheFill fill)
        {
            CacheLookup.Warn(exchange);
            return Verdict.Continue;
        }

        var response = exchange.Response;
        if (response.Status is < 200 or >= 300 or 206)
        {
            return Abandon(exchange, fill);
        }

        var varies = Array.Empty<(byte[], byte[])>();
        if (!_keepsAll && !MayBeShared(exchange, ref varies))
        {
            return Mark(exchange, fill);
        }

        var body = exchange.PassedBody;
        if ((body?.Length ?? exchange.ResponseBody.Length) > Limit)
        {
            return Mark(exchange, fill);
        }

        return body is null ? Keep(exchange, fill, varies, exchange.ResponseBody.ToArray()) : Held(exchange, fill, varies, body);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Held(Exchange exchange, CacheFill fill, (byte[], byte[])[] varies, IBodyReader body)
    {
        var held = new HeldBody(body);
        var ended = await held.HoldAsync(Limit);
        if (ended == BodyStatus.End && held.Held.Length <= Limit)
        {
            var whole = held.Held.ToArray();
            exchange.ResponseBody = whole;
            exchange.Response.ContentLength = whole.Length;
            return Keep(exchange, fill, varies, whole);
        }

        exchange.ResponseStream = held;
        return ended is BodyStatus.Data or BodyStatus.End ? Mark(exchange, fill) : Abandon(exchange, fill);
    }

    private Verdict Keep(Exchange exchange, CacheFill fill, (byte[], byte[])[] varies, byte[] body)
    {
        var now = _time.GetTimestamp();
        exchange.CacheFill = null;
        fill.Complete(CacheEntry.Of(fill, exchange.Response, varies.Length == 0 ? null : varies, body, now + _lifetime), now);
        CacheLookup.Warn(exchange);
        return Verdict.Continue;
    }

    private Verdict Mark(Exchange exchange, CacheFill fill)
    {
        var now = _time.GetTimestamp();
        exchange.CacheFill = null;
        fill.Complete(CacheEntry.Mark(fill, now + _markLifetime), now);
        CacheLookup.Warn(exchange);
        return Verdict.Continue;
    }

    private static Verdict Abandon(Exchange exchange, CacheFill fill)
    {
        exchange.CacheFill = null;
        fill.Dispose();
        CacheLookup.Warn(exchange);
        return Verdict.Continue;
    }

    private static bool MayBeShared(Exchange exchange, ref (byte[], byte[])[] varies)
    {
        var response = exchange.Response;
        foreach (ref readonly var field in response.Fields)
        {
            var value = response.Lines.Slice(field.ValueOffset, field.ValueLength);
            if (field.Id == KnownHeader.SetCookie || (field.Id == KnownHeader.CacheControl && CacheControl.ForbidsSharing(value)))
            {
                return false;
            }

            if (field.Id == KnownHeader.Unknown && Ascii.EqualsIgnoreCase(response.Lines.Slice(field.NameOffset, field.NameLength), "vary"u8)
                && !Vary(value, exchange.Request.Headers, ref varies))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The headers that the answer varies by, with the request's values; false for <c>*</c>.</summary>
    private static bool Vary(ReadOnlySpan<byte> names, HeaderTable headers, ref (byte[], byte[])[] varies)
    {
        foreach (var part in names.Split((byte)','))
        {
            var name = names[part];
            name = name[Ascii.Trim(name)];
            if (name.SequenceEqual("*"u8) || !CacheEntry.TryReadOne(headers, name, out var value))
            {
                return false;
            }

            if (!name.IsEmpty)
            {
                varies = [.. varies, (name.ToArray(), value.ToArray())];
            }
        }

        return true;
    }
}
