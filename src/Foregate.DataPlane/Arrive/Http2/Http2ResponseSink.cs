// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Heads;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>Gives an answer to Kestrel's stream. One object serves a stream's life after life.</summary>
internal sealed class Http2ResponseSink(HeaderStrings strings) : IResponseSink
{
    /// <summary>RFC 9113 §7: the answer broke off and is not whole.</summary>
    private const int InternalError = 2;

    private const int PieceSize = 32 * 1024;

    private IFeatureCollection _features = null!;
    private IHttpResponseBodyFeature _body = null!;
    private ClientLifetime _client = null!;
    private long _length;
    private bool _isHead;
    private bool _hasBody;
    private bool _aborted;

    public bool IsStarted { get; private set; }

    public long BodyBytes { get; private set; }

    public void Begin(IFeatureCollection features, ClientLifetime client, bool isHead)
    {
        _features = features;
        _client = client;
        _isHead = isHead;
        _body = null!;
        _length = -1;
        _hasBody = false;
        _aborted = false;
        IsStarted = false;
        BodyBytes = 0;
    }

    public void Start(ResponseHead head)
    {
        IsStarted = true;
        var response = _features.Get<IHttpResponseFeature>()!;
        _body = _features.Get<IHttpResponseBodyFeature>()!;
        response.StatusCode = head.Status;
        var headers = response.Headers;
        var lines = head.Lines;
        foreach (ref readonly var field in head.Fields)
        {
            if (!IsOfDoor(field.Id))
            {
                Add(headers, strings.Get(lines.Slice(field.NameOffset, field.NameLength)), ReadValue(field, lines.Slice(field.ValueOffset, field.ValueLength)));
            }
        }

        var bodiless = head.Status is < 200 or 204 or 205 or 304;
        _hasBody = !_isHead && !bodiless;
        _length = head.ContentLength;
        if (_length >= 0 && (_hasBody || _isHead || head.Status == 304))
        {
            headers.ContentLength = _length;
        }
    }

    public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_aborted || _client.IsGone)
        {
            return new ValueTask<bool>(false);
        }

        BodyBytes += bytes.Length;
        if (!_hasBody || bytes.IsEmpty)
        {
            return new ValueTask<bool>(true);
        }

        try
        {
            if (bytes.Length > PieceSize)
            {
                return InPieces(bytes);
            }

            _body.Writer.Write(bytes.Span);
            // The last piece leaves with the end of the stream, in one frame.
            return BodyBytes == _length ? new ValueTask<bool>(true) : Flush();
        }
        catch (Exception)
        {
            return new ValueTask<bool>(false);
        }
    }

    public ValueTask<bool> CompleteAsync()
    {
        if (_aborted || _client.IsGone)
        {
            return new ValueTask<bool>(false);
        }

        if (_hasBody && _length >= 0 && BodyBytes != _length)
        {
            // A body that is not as long as its head says must not look whole.
            Abort();
            return new ValueTask<bool>(false);
        }

        try
        {
            // Ends the stream with what is still held back. To return without it leaves large bodies unsent.
            var ending = _body.CompleteAsync();
            return ending.IsCompletedSuccessfully ? new ValueTask<bool>(!_client.IsGone) : Ended(ending);
        }
        catch (Exception)
        {
            return new ValueTask<bool>(false);
        }
    }

    public void Abort()
    {
        if (!_aborted)
        {
            _aborted = true;
            _features.Get<IHttpResetFeature>()?.Reset(InternalError);
        }
    }

    private ValueTask<bool> Flush()
    {
        var flushing = _body.Writer.FlushAsync();
        return flushing.IsCompletedSuccessfully
            ? new ValueTask<bool>(!flushing.Result.IsCanceled && !_client.IsGone)
            : Flushed(flushing);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> Flushed(ValueTask<FlushResult> flushing)
    {
        try
        {
            await flushing;
            return !_client.IsGone;
        }
        catch (Exception)
        {
            return false;
        }
    }

    // Kestrel copies what it is given: piece by piece, so that a large body waits for its reader in one place only.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> InPieces(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                var piece = bytes[..Math.Min(bytes.Length, PieceSize)];
                bytes = bytes[piece.Length..];
                _body.Writer.Write(piece.Span);
                if (bytes.IsEmpty && BodyBytes == _length)
                {
                    break;
                }

                await _body.Writer.FlushAsync();
                if (_client.IsGone)
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> Ended(Task ending)
    {
        try
        {
            await ending;
            return !_client.IsGone;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private string ReadValue(in HeaderField field, ReadOnlySpan<byte> value) => field.Id switch
    {
        // Never the same twice: keep them out of the table.
        KnownHeader.XAmznRequestId or KnownHeader.XAmzApigwId or KnownHeader.ApigwRequestid or KnownHeader.XAmznTraceId or KnownHeader.SetCookie =>
            System.Text.Encoding.Latin1.GetString(value),
        _ => strings.Get(value),
    };

    private static void Add(IHeaderDictionary headers, string name, string value)
    {
        headers[name] = headers.TryGetValue(name, out var before) ? StringValues.Concat(before, value) : new StringValues(value);
    }

    // The door's own, or of a connection of HTTP/1.1 (RFC 9113 §8.2.2).
    private static bool IsOfDoor(KnownHeader id) => id is KnownHeader.Connection or KnownHeader.KeepAlive or KnownHeader.ProxyConnection
        or KnownHeader.TransferEncoding or KnownHeader.Upgrade or KnownHeader.ContentLength or KnownHeader.Date or KnownHeader.Http2Settings
        or KnownHeader.Te or KnownHeader.Trailer;
}
