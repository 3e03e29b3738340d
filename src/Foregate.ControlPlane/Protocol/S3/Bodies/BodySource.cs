// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using Foregate.ControlPlane.Protocol.S3.Values;
using Microsoft.AspNetCore.Http;

namespace Foregate.ControlPlane.Protocol.S3.Bodies;

/// <summary>A body as it comes: bytes and lines. What goes wrong here is the caller's doing.</summary>
internal sealed class BodySource(Stream body, CancellationToken cancellationToken) : IDisposable
{
    private const int LongestLine = 8 * 1024;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
    private int _start;
    private int _end;

    /// <summary>The next bytes, at most so many; none at the end. They are good until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long most)
    {
        if (_start == _end && !await FillAsync())
        {
            return default;
        }

        var count = (int)Math.Min(most, _end - _start);
        var bytes = _buffer.AsMemory(_start, count);
        _start += count;
        return bytes;
    }

    /// <summary>The next line without its end; <see langword="null"/> when nothing follows.</summary>
    public async ValueTask<string?> LineAsync()
    {
        var line = new StringBuilder();
        while (_start < _end || await FillAsync())
        {
            var rest = _buffer.AsMemory(_start, _end - _start);
            var end = rest.Span.IndexOf((byte)'\n');
            line.Append(Encoding.Latin1.GetString(rest.Span[..(end < 0 ? rest.Length : end)]));
            _start += end < 0 ? rest.Length : end + 1;
            if (line.Length > LongestLine)
            {
                break;
            }

            if (end >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }
        }

        return line.Length == 0 ? null : throw new S3Exception(S3Error.IncompleteBody);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async ValueTask<bool> FillAsync()
    {
        try
        {
            _start = 0;
            _end = await body.ReadAsync(_buffer, cancellationToken);
            return _end > 0;
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new S3Exception(new S3Error("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size"));
        }
        catch (IOException)
        {
            throw new S3Exception(S3Error.IncompleteBody);
        }
    }
}
