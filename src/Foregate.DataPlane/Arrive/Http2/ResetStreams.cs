// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// The streams that we broke off last while the client could still send on them: what it had sent by then is no fault of its
/// (RFC 9113 §5.1).
/// </summary>
internal sealed class ResetStreams
{
    private const int Kept = 128;

    private readonly int[] _streams = new int[Kept];
    private int _next;

    public void Add(int stream)
    {
        _streams[_next] = stream;
        _next = (_next + 1) % Kept;
    }

    public bool Contains(int stream) => _streams.AsSpan().Contains(stream);

    /// <summary>The client has ended the stream now.</summary>
    public void Remove(int stream)
    {
        var place = _streams.AsSpan().IndexOf(stream);
        if (place >= 0)
        {
            _streams[place] = 0;
        }
    }
}
