// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.S3;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Objects;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.Definitions;
using Foregate.Hosting.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Foregate.Hosting.Servers;

/// <summary>AWS's management APIs on the management listener: everything that is signed, and the paths that they have.</summary>
internal sealed class ManagementApi
{
    /// <summary>An OpenAPI document of 6 MB, with its escapes.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>The archive of a function: 50 MB in base64.</summary>
    private const int MaxCodeBytes = 72 << 20;

    private const string FunctionsPath = "/2015-03-31/functions";

    private static readonly string[] s_roots =
    [
        "/restapis", "/apikeys", "/usageplans", "/tags", "/account", "/domainnames", "/vpclinks", "/clientcertificates", "/sdktypes", "/v2/", "/domainnameaccessassociations",
    ];

    private readonly ControlPlaneEndpoint _endpoint;
    private readonly S3Endpoint _objects;
    private readonly AuditTrail? _audit;
    private readonly bool _hasOwnKeys;

    private ManagementApi(ControlPlaneEndpoint endpoint, S3Endpoint objects, OpenStore? store)
    {
        _endpoint = endpoint;
        _objects = objects;
        _audit = store?.Audit;
        _hasOwnKeys = store is not null;
    }

    /// <summary>For what a publisher serves. The keys are the store's own, and in development those that everybody knows.</summary>
    /// <param name="store">Null when nothing is kept.</param>
    public static ManagementApi For(ForegateOptions options, Publisher publisher, OpenStore? store, ObjectStore objects, FunctionAccess functions)
    {
        var access = AccountAccess.Of(
            publisher,
            id => store?.Accounts.AccessKeys.Find(id) ?? (options.IsDevelopment ? DevelopmentKeys.Find(id, options.AccountId) : null),
            store?.Audit) with
        {
            Tell = static held => Console.Error.WriteLine($"notice: {held.Message} [{held.Path}]"),
            Warn = static warning => Console.Error.WriteLine($"warning: {warning}"),
            Objects = objects,
            Sessions = new SessionTokens(store?.Accounts.Key, TimeProvider.System),
        };
        return new ManagementApi(
            new ControlPlaneEndpoint(access, TimeProvider.System, options.StrictAws ? Quotas.Default : Quotas.Unshared, functions),
            new S3Endpoint(access, objects, TimeProvider.System, options.MaxObjectBytes),
            store);
    }

    public static bool IsMeant(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (request.Headers.Authorization is [{ } authorization, ..] && authorization.StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal))
        {
            return true;
        }

        // The services that are called by forms have no paths.
        return S3Endpoint.IsMeant(request.Headers.Authorization.FirstOrDefault(), request.QueryString.Value ?? "")
            || request.Query.ContainsKey("X-Amz-Signature")
            || (path == "/" && (HttpMethods.IsPost(request.Method) || request.Query.ContainsKey("Action")))
            || (path.Length > 5 && path.StartsWith("/20", StringComparison.Ordinal) && path[5] == '-')
            || Array.Exists(s_roots, root => path.StartsWith(root, StringComparison.Ordinal) && (root.EndsWith('/') || path.Length == root.Length || path[root.Length] == '/'));
    }

    public static async Task AnswerAsync(HttpContext context, ManagementApi? api, bool isLoopback)
    {
        if (api is null)
        {
            await ManagementAnswer.TextAsync(context, 503, "The gateway is starting.\n");
            return;
        }

        if (!isLoopback && !api._hasOwnKeys)
        {
            await ManagementAnswer.TextAsync(context, 403, "AWS's management APIs are answered beyond loopback and Unix sockets only to access keys of your own: serve with --data DIR.\n");
            return;
        }

        // A development key is known to everybody: a page in a browser must not use it.
        if (context.Request.Headers.ContainsKey("Origin"))
        {
            api.Tell(context, 403, "FromAPage");
            await ManagementAnswer.TextAsync(context, 403, "The management APIs are not for pages in browsers.\n");
            return;
        }

        if (S3Endpoint.IsMeant(context.Request.Headers.Authorization.FirstOrDefault(), context.Request.QueryString.Value ?? ""))
        {
            await ObjectTransfer.AnswerAsync(context, api._objects, SourceOf(context));
            return;
        }

        byte[]? body;
        try
        {
            body = await ReadAsync(context, context.Request.Path.StartsWithSegments(FunctionsPath) ? MaxCodeBytes : MaxBytes);
        }
        catch (BadHttpRequestException exception)
        {
            api.Tell(context, exception.StatusCode, "UnreadableBody");
            await ManagementAnswer.TextAsync(context, exception.StatusCode, exception.Message + "\n");
            return;
        }

        if (body is null)
        {
            api.Tell(context, 413, "RequestEntityTooLargeException");
            context.Response.Headers.Append("x-amzn-ErrorType", "RequestEntityTooLargeException");
            await ManagementAnswer.BytesAsync(context, 413, "application/json", "{\"message\":\"Request entity too large\"}"u8.ToArray());
            return;
        }

        var request = RequestHead.Of(context) with { Body = body };
        ProtocolAnswer answer;
        try
        {
            answer = await api._endpoint.AnswerAsync(request, SourceOf(context), context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A bug of ours: told here, and answered as AWS answers its own.
            await Console.Error.WriteLineAsync(Failures.Unexpected($"{request.Method} {request.Path}: {exception}").ToString());
            await ManagementAnswer.BytesAsync(context, 500, "application/json", "{\"message\":\"Internal failure\"}"u8.ToArray());
            return;
        }

        context.Response.StatusCode = answer.StatusCode;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (answer.Body.Length > 0 || answer.StatusCode is not (204 or 304))
        {
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    /// <summary>The whole body; null when it is longer than the limit. What is too much is read all the same: a client that is cut off while it sends never sees why.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext context, int limit)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = 4L * limit;
        using var body = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var isTooLong = false;
            while (await context.Request.Body.ReadAsync(chunk, context.RequestAborted) is var count and > 0)
            {
                isTooLong |= body.Length + count > limit;
                if (!isTooLong)
                {
                    body.Write(chunk, 0, count);
                }
            }

            return isTooLong ? null : body.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static string SourceOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unix";

    // What was refused before it was read as a call.
    private void Tell(HttpContext context, int status, string error) => _audit?.Write(new AuditEntry
    {
        Principal = "", AccountId = "", Region = "", Source = SourceOf(context), Operation = $"{context.Request.Method} {context.Request.Path.Value}", Status = status, Error = error,
    });
}
