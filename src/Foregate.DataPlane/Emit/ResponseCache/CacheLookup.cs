// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Emit.ResponseCache;

/// <summary>
/// Answers from the stage's cache (aws-apigateway §3.18). Of the requests that find nothing one goes on and fills it; the others wait for that answer, and go on
/// by themselves when none comes of it. Behind it stands <see cref="CacheStore"/>.
/// </summary>
internal sealed class CacheLookup : IStep
{
    private readonly CacheSettings _settings;
    private readonly StageCache _cache;
    private readonly CacheKey _key;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;

    private CacheLookup(CacheSettings settings, StageCache cache, CacheKey key, TimeSpan patience, TimeProvider time)
    {
        _settings = settings;
        _cache = cache;
        _key = key;
        _patience = patience;
        _time = time;
    }

    /// <summary>Null when the method is not cached.</summary>
    public static CacheLookup? For(Stage stage, Resource resource, Method method, Compilation c)
    {
        if (CacheSettings.For(stage, resource.Path, method, c) is not { } settings)
        {
            return null;
        }

        var integration = method.MethodIntegration!;
        var name = c.IsCanary && stage.CanarySettings is { UseStageCache: false } ? ResponseCaches.CanaryOf(c.StageName) : c.StageName;
        var cache = ResponseCaches.Of(c.Ledgers).Of(ResponseCaches.OwnerOf(c.AccountId, c.Region), c.ApiId, name);
        cache.Capacity = Bytes(stage.CacheClusterSize);
        return new CacheLookup(
            settings, cache, CacheKey.For(integration, stage.DeploymentId, resource, c.At(c.Path + "/integration")),
            TimeSpan.FromMilliseconds(integration.TimeoutInMillis), c.Options.Time);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        if (exchange.Verb == HttpVerb.Other || (exchange.Verb != HttpVerb.Get && !_settings.IsForAllMethods))
        {
            return Verdict.Continue;
        }

        var isAskedAnew = CacheControl.Invalidates(exchange.Request.Headers);
        if (isAskedAnew && !_settings.AllowsInvalidation)
        {
            if (_settings.Refusal is { } refusal)
            {
                return Verdict.Reject(refusal);
            }

            isAskedAnew = false;
            exchange.IsCacheControlIgnored = _settings.Warns;
        }

        var key = _key.Of(exchange);
        if (isAskedAnew)
        {
            return Fill(exchange, _cache.Begin(key));
        }

        var found = _cache.Find(key, exchange.ReceivedAt);
        if (found is null)
        {
            return Miss(exchange, key);
        }

        if (!found.IsMark && found.Suits(exchange.Request.Headers))
        {
            return Serve(exchange, found);
        }

        // Nothing to wait for: what others are given is not for this one.
        return found.IsMark ? Alone(exchange) : Fill(exchange, _cache.Begin(key));
    }

    private ValueTask<Verdict> Miss(Exchange exchange, ReadOnlySpan<byte> key)
    {
        // A part of an answer is nothing to fill a cache with.
        if (exchange.Request.Headers.Has(KnownHeader.Range))
        {
            return Alone(exchange);
        }

        var fill = _cache.Join(key, out var isNew);
        if (!isNew)
        {
            return Waiting(exchange, fill.WaitAsync(_patience, _time));
        }

        // The call before may have ended between the two looks.
        if (_cache.Find(key, exchange.ReceivedAt) is { IsMark: false } entry && entry.Suits(exchange.Request.Headers))
        {
            fill.Share(entry);
            return Serve(exchange, entry);
        }

        return Fill(exchange, fill);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<Verdict> Waiting(Exchange exchange, Task<CacheEntry?> answer) =>
        await answer is { } entry && entry.Suits(exchange.Request.Headers) ? Serve(exchange, entry) : Alone(exchange);

    private static Verdict Serve(Exchange exchange, CacheEntry entry)
    {
        exchange.CacheOutcome = CacheOutcome.Hit;
        entry.Serve(exchange);
        Warn(exchange);
        return Verdict.Answered;
    }

    private static Verdict Fill(Exchange exchange, CacheFill fill)
    {
        exchange.CacheFill = fill;
        return Alone(exchange);
    }

    private static Verdict Alone(Exchange exchange)
    {
        exchange.CacheOutcome = CacheOutcome.Miss;
        return Verdict.Continue;
    }

    /// <summary>Tells a caller who may not ask for a fresh answer that he was not heard.</summary>
    public static void Warn(Exchange exchange)
    {
        if (exchange.IsCacheControlIgnored)
        {
            exchange.Response.Add(CacheSettings.WarningName, CacheSettings.WarningValue, KnownHeader.Unknown);
        }
    }

    private static long Bytes(string? gigabytes) =>
        double.TryParse(gigabytes, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var size) ? (long)(size * (1L << 30)) : 1L << 29;
}
