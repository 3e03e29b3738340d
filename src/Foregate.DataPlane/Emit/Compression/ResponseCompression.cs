// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.Compression;

/// <summary>
/// Whether an answer of a REST API goes out compressed, and in which coding (aws-apigateway §3.10): the API says from which size on, the client what it takes,
/// and the integration has not coded it itself. The size is that after mapping. Parts of a representation are left alone, and so is what an
/// integration streams (responseTransferMode STREAM).
/// </summary>
internal static class ResponseCompression
{
    /// <summary>Bodies of a known length up to this one are compressed whole, and go out with their length.</summary>
    private const int WholeLimit = 64 * 1024;

    /// <summary>The coding that the client likes best, where the answer may be compressed at all.</summary>
    public static ContentCoding Choose(Exchange exchange)
    {
        var response = exchange.Response;
        return exchange.Stage?.MinimumCompressionSize is null || (exchange.IntegrationResponse.IsStreamed && exchange.ResponseBody.IsEmpty) || response.Status is < 200 or 204 or 205 or 206 or 304 || response.Has(KnownHeader.ContentEncoding)
            ? ContentCoding.Identity
            : AcceptEncoding.Best(exchange.Request.Headers);
    }

    /// <summary>
    /// Compresses what is large enough: the body that was made, or the integration's. Its result is what is to be passed on instead of the integration's body,
    /// or null when <see cref="Exchange.ResponseBody"/> is all there is.
    /// </summary>
    public static ValueTask<IBodyReader?> ApplyAsync(Exchange exchange, ContentCoding coding)
    {
        var response = exchange.Response;
        var threshold = exchange.Stage!.MinimumCompressionSize!.Value;
        var made = exchange.ResponseBody;
        var body = exchange.PassedBody;
        if (exchange.Request.Verb == HttpVerb.Head)
        {
            // What GET would say; how long its body would be is not known before it is compressed.
            if (response.ContentLength > 0 && response.ContentLength >= threshold)
            {
                Mark(response, coding, -1);
            }

            return new ValueTask<IBodyReader?>(body);
        }

        if (body is null)
        {
            return made.IsEmpty || made.Length < threshold ? new ValueTask<IBodyReader?>((IBodyReader?)null) : Whole(exchange, made, coding);
        }

        return body.Length is 0 || body.Length < threshold ? new ValueTask<IBodyReader?>(body) : Streamed(exchange, body, coding, threshold);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<IBodyReader?> Whole(Exchange exchange, ReadOnlyMemory<byte> plain, ContentCoding coding)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        exchange.ResponseBody = CompressedBody.Whole(plain.Span, coding);
        Mark(exchange.Response, coding, exchange.ResponseBody.Length);
        return null;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<IBodyReader?> Streamed(Exchange exchange, IBodyReader body, ContentCoding coding, int threshold)
    {
        if (body.Length is null or <= WholeLimit)
        {
            var held = new HeldBody(body);
            var ended = await held.HoldAsync(body.Length is null ? Math.Max(threshold - 1, 0) : WholeLimit);
            if (ended == BodyStatus.End)
            {
                return held.Held.Length == 0 ? held : held.Held.Length < threshold ? Small(exchange, held) : await Whole(exchange, held.Held, coding);
            }

            body = held;
        }

        Mark(exchange.Response, coding, -1);
        return new CompressedBody(body, coding);
    }

    private static HeldBody Small(Exchange exchange, HeldBody held)
    {
        exchange.Response.ContentLength = held.Held.Length;
        return held;
    }

    private static void Mark(ResponseHead response, ContentCoding coding, long length)
    {
        response.ContentLength = length;
        response.Add("Content-Encoding"u8, coding == ContentCoding.Gzip ? "gzip"u8 : "deflate"u8, KnownHeader.ContentEncoding);
        for (var i = 0; i < response.Count; i++)
        {
            var field = response.Fields[i];
            var name = response.Lines.Slice(field.NameOffset, field.NameLength);
            // Equal but for its coding, which a strong tag denies (RFC 9110 §8.8.1).
            if (field.Id == KnownHeader.Unknown && Ascii.EqualsIgnoreCase(name, "etag"u8)
                && response.Lines.Slice(field.ValueOffset, field.ValueLength).StartsWith("\""u8))
            {
                response.Prefix(i, "W/"u8);
            }
        }
    }
}
