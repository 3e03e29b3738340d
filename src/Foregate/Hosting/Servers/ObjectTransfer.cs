// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using Foregate.ControlPlane.Protocol.S3;
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Foregate.Hosting.Servers;

/// <summary>S3 on the management listener: bodies pass through, whatever their length.</summary>
internal static class ObjectTransfer
{
    private const int ChunkBytes = 128 * 1024;

    public static async Task AnswerAsync(HttpContext context, S3Endpoint objects, string source)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = objects.LargestWireBody;
        var request = new S3Request { Head = RequestHead.Of(context), Host = context.Request.Host.Host, Body = context.Request.Body, Source = source };
        try
        {
            using var answer = await objects.AnswerAsync(request, context.RequestAborted);
            await SendAsync(context, answer);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Who asked has gone.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await Console.Error.WriteLineAsync(Failures.Unexpected($"{request.Head.Method} {request.Head.Path}: {exception}").ToString());
            if (context.Response.HasStarted)
            {
                // The rest of an object cannot be sent: the client must not take what it has for all of it.
                context.Abort();
                return;
            }

            await ManagementAnswer.BytesAsync(context, 500, "application/xml", "<Error><Code>InternalError</Code><Message>We encountered an internal error. Please try again.</Message></Error>"u8.ToArray());
        }
    }

    private static async Task SendAsync(HttpContext context, S3Answer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.StatusCode;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.Append(name, value);
        }

        if (answer.StatusCode is 204 or 304)
        {
            return;
        }

        response.ContentLength = answer.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        if (answer.Content is not { } content)
        {
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
            return;
        }

        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (var left = answer.Length; left > 0;)
            {
                var count = await content.ReadAsync(chunk.AsMemory(0, (int)Math.Min(chunk.Length, left)), context.RequestAborted);
                if (count == 0)
                {
                    throw new EndOfStreamException("The object's bytes end before their number.");
                }

                left -= count;
                await response.Body.WriteAsync(chunk.AsMemory(0, count), context.RequestAborted);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
