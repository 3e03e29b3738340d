// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.ResponseCache;

/// <summary>
/// An answer that is kept: its head as it goes out and its body. Immutable but for its place in the order of eviction. Without an answer it is a mark: what this
/// key gave could not be kept, and nobody should wait for another trial.
/// </summary>
internal sealed class CacheEntry
{
    /// <summary>What an entry costs beside its bytes: objects, table, list.</summary>
    private const int Overhead = 320;

    private readonly byte[] _lines;
    private readonly HeaderField[] _fields;
    private readonly (byte[] Name, byte[] Value)[]? _varies;
    private readonly int _status;
    private readonly long _contentLength;
    private readonly ReadOnlyMemory<byte> _body;

    private CacheEntry(byte[] key, int status, long contentLength, byte[] lines, HeaderField[] fields, (byte[], byte[])[]? varies, ReadOnlyMemory<byte> body, long order, long expiresAt)
    {
        Key = key;
        _status = status;
        _contentLength = contentLength;
        _lines = lines;
        _fields = fields;
        _varies = varies;
        _body = body;
        Order = order;
        ExpiresAt = expiresAt;
        Size = Overhead + key.Length + lines.Length + (fields.Length * 16) + body.Length;
    }

    public byte[] Key { get; }

    /// <summary>When its call was begun, among all calls of its stage: a later one is not replaced by an earlier.</summary>
    public long Order { get; }

    /// <summary>Timestamp (<see cref="TimeProvider.GetTimestamp"/>) from which on it is not served.</summary>
    public long ExpiresAt { get; }

    /// <summary>Bytes of memory, roughly.</summary>
    public long Size { get; }

    public bool IsMark => _status == 0;

    /// <summary>Whether it was served since it was last looked at by eviction. Written by many, read by one: a lost write is no harm.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Neighbours in the order of eviction; under the lock of their stage.</summary>
    public CacheEntry? Newer { get; set; }

    public CacheEntry? Older { get; set; }

    /// <summary>Whether it is in the order of eviction; under the lock of its stage.</summary>
    public bool IsKept { get; set; }

    /// <summary>The answer as its head stands now, with this body.</summary>
    public static CacheEntry Of(CacheFill fill, ResponseHead head, (byte[], byte[])[]? varies, ReadOnlyMemory<byte> body, long expiresAt) =>
        new(fill.Key, head.Status, head.ContentLength, head.Lines.ToArray(), head.Fields.ToArray(), varies, body, fill.Order, expiresAt);

    public static CacheEntry Mark(CacheFill fill, long expiresAt) => new(fill.Key, 0, 0, [], [], null, default, fill.Order, expiresAt);

    /// <summary>Whether the headers that the answer varies by are those of the request that it was made for.</summary>
    public bool Suits(HeaderTable headers)
    {
        if (_varies is null)
        {
            return true;
        }

        foreach (var (name, value) in _varies)
        {
            if (!TryReadOne(headers, name, out var said) || !said.SequenceEqual(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a header that is there once, or empty; false when it is there more often.</summary>
    public static bool TryReadOne(HeaderTable headers, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var index = headers.IndexOf(name, ignoreCase: true);
        value = index < 0 ? default : headers.Value(headers.Fields[index]);
        return index < 0 || headers.IndexOf(name, ignoreCase: true, index + 1) < 0;
    }

    /// <summary>Makes it the exchange's answer.</summary>
    public void Serve(Exchange exchange)
    {
        // Written only when it changes: the line stays in every processor's cache.
        if (!IsUsed)
        {
            IsUsed = true;
        }

        var response = exchange.Response;
        response.Status = _status;
        response.ContentLength = _contentLength;
        response.Add(_lines, _fields);
        exchange.ResponseBody = _body;
    }
}
