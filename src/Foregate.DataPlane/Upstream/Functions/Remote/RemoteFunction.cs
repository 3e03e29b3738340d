// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Upstream.Functions.Remote;

/// <summary>A function behind a Lambda endpoint, run by the signed operations Invoke and InvokeWithResponseStream.</summary>
internal sealed class RemoteFunction : FunctionTarget
{
    private readonly RemoteFunctions _endpoint;
    private readonly (Uri Uri, string Path) _whole;
    private readonly (Uri Uri, string Path) _streamed;
    private readonly string _query;
    private readonly string _host;

    /// <param name="name">The function's name or ARN, without a qualifier.</param>
    /// <param name="qualifier">A version or an alias; null for the latest version.</param>
    /// <param name="endpoint">What all functions of the endpoint have in common.</param>
    public RemoteFunction(string name, string? qualifier, RemoteFunctions endpoint)
    {
        _endpoint = endpoint;
        _query = qualifier is null ? "" : "Qualifier=" + Uri.EscapeDataString(qualifier);
        _whole = At($"/2015-03-31/functions/{Uri.EscapeDataString(name)}/invocations");
        _streamed = At($"/2021-11-15/functions/{Uri.EscapeDataString(name)}/response-streaming-invocations");
        _host = _whole.Uri.IsDefaultPort ? _whole.Uri.Host : _whole.Uri.Authority;
    }

    public override async ValueTask<FunctionAnswer> InvokeAsync(FunctionCall call)
    {
        var calling = new RemoteCall(call.TimeoutMilliseconds, _endpoint.Time);
        FunctionStream? stream = null;
        if (call.Client?.Attach(calling) == false)
        {
            calling.Dispose();
            return new FunctionAnswer(FunctionOutcome.ClientGone);
        }

        HttpResponseMessage? response = null;
        try
        {
            using var request = Request(call);
            response = await _endpoint.Invoker.SendAsync(request, calling.Token);
            if (call.TakesStream && response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == "application/vnd.amazon.eventstream")
            {
                stream = new RemoteStream(response, await response.Content.ReadAsStreamAsync(calling.Token), calling);
                return new FunctionAnswer(FunctionOutcome.Answered, requestId: RequestId(response), stream: stream);
            }

            return await ReadAsync(response, calling.Token);
        }
        catch (OperationCanceledException)
        {
            return new FunctionAnswer(call.Client is { IsGone: true } ? FunctionOutcome.ClientGone : FunctionOutcome.TimedOut);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new FunctionAnswer(FunctionOutcome.Unavailable);
        }
        finally
        {
            call.Client?.Detach(calling);
            if (stream is null)
            {
                response?.Dispose();
                calling.Dispose();
            }
        }
    }

    private (Uri Uri, string Path) At(string path) => (new Uri(_endpoint.Options.Endpoint, _query.Length == 0 ? path : path + "?" + _query), path);

    private HttpRequestMessage Request(FunctionCall call)
    {
        var (uri, path) = call.TakesStream ? _streamed : _whole;
        var now = _endpoint.Time.GetUtcNow();
        var credentials = call.Credentials ?? _endpoint.Options.Credentials;
        var date = RequestSigner.Date(now);
        List<KeyValuePair<string, string>> signed = [new("host", _host), new("x-amz-date", date), new("content-type", "application/json")];
        var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ReadOnlyMemoryContent(call.Payload) };
        request.Headers.Host = _host;
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        if (credentials.SessionToken is { } token)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", token);
        }

        if (!call.TraceId.IsEmpty)
        {
            request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", System.Text.Encoding.Latin1.GetString(call.TraceId.Span));
        }

        request.Headers.TryAddWithoutValidation("Authorization", _endpoint.Signer(credentials).Authorization("POST", path, _query, signed, call.Payload.Span, now));
        return request;
    }

    private async ValueTask<FunctionAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var id = RequestId(response);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                break;
            case HttpStatusCode.NotFound or HttpStatusCode.Forbidden:
                return new FunctionAnswer(FunctionOutcome.NotFound, requestId: id);
            case HttpStatusCode.TooManyRequests:
                return new FunctionAnswer(FunctionOutcome.Throttled, requestId: id);
            default:
                return new FunctionAnswer(FunctionOutcome.Unavailable, requestId: id);
        }

        // One byte above the limit lets the caller say that it is too much.
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[Math.Min(response.Content.Headers.ContentLength ?? 4096, _endpoint.PayloadLimit + 1L)];
        var length = 0;
        while (true)
        {
            if (length == bytes.Length)
            {
                if (length > _endpoint.PayloadLimit)
                {
                    break;
                }

                Array.Resize(ref bytes, (int)Math.Min(Math.Max(4096L, bytes.Length * 2L), _endpoint.PayloadLimit + 1L));
            }

            var read = await stream.ReadAsync(bytes.AsMemory(length), cancellation);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return new FunctionAnswer(
            response.Headers.Contains("X-Amz-Function-Error") ? FunctionOutcome.FunctionError : FunctionOutcome.Answered, bytes.AsMemory(0, length), requestId: id);
    }

    /// <summary>Lambda's ids are UUIDs; what else an endpoint says is no id that a log could be searched for.</summary>
    private static Guid RequestId(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("x-amzn-RequestId", out var values))
        {
            foreach (var value in values)
            {
                return Guid.TryParseExact(value, "D", out var id) ? id : Guid.Empty;
            }
        }

        return Guid.Empty;
    }
}
