// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// Remembers the Host headers of one connection's streams. Kestrel puts :authority in their place without a look, so that
/// a Host that says something else, or is said twice, would go unseen (RFC 9113 §8.3.1). Clients rarely say Host on HTTP/2.
/// </summary>
internal sealed class HostWitness
{
    /// <summary>Streams between their header block and the door at most; what Kestrel itself refuses never comes to the door.</summary>
    private const int MaxKept = 512;

    private static readonly AsyncLocal<HostWitness?> OfConnection = new();

    private readonly Lock _lock = new();
    private readonly SortedList<int, string> _hosts = [];
    private int _first;
    private int _last;
    private int _earlyFirst;
    private int _earlyLast;
    private string? _early;
    private volatile bool _hasHosts;

    /// <summary>The witness of the connection whose bytes are being read in this flow.</summary>
    public static HostWitness? Current
    {
        get => OfConnection.Value;
        set => OfConnection.Value = value;
    }

    /// <summary>Whether the client says Host, so that header blocks must be told apart.</summary>
    public bool NeedsOrder { get; private set; }

    /// <summary>New bytes are about to be given to Kestrel.</summary>
    /// <param name="goesOn">Whether the last header block may go on in them.</param>
    public void Begin(bool goesOn) => _first = goesOn ? _last : 0;

    /// <summary>A stream's header block begins in the bytes about to be given.</summary>
    public void Add(int stream)
    {
        _first = _first == 0 ? stream : _first;
        _last = stream;
    }

    /// <summary>A Host header was decoded, of a stream among those of the bytes given last.</summary>
    public void Note(string host)
    {
        lock (_lock)
        {
            NeedsOrder = true;
            _hasHosts = true;
            if (_first != _last)
            {
                // The first time, several streams may have come at once: then they must all say the same.
                _early = _early is null || Ascii.EqualsIgnoreCase(_early, host) ? host : _early + "," + host;
                (_earlyFirst, _earlyLast) = (_first, _last);
                return;
            }

            // A list is no host: said twice, it agrees with nothing.
            _hosts[_last] = _hosts.TryGetValue(_last, out var before) ? before + "," + host : host;
            if (_hosts.Count > MaxKept)
            {
                _hosts.RemoveAt(0);
            }
        }
    }

    /// <summary>Whether what the stream said in Host is what Kestrel made of it. Asked once for each stream.</summary>
    public bool Agrees(int stream, string host)
    {
        if (!_hasHosts)
        {
            return true;
        }

        lock (_lock)
        {
            return _early is not null && stream >= _earlyFirst && stream <= _earlyLast
                ? Ascii.EqualsIgnoreCase(_early, host)
                : !_hosts.Remove(stream, out var said) || Ascii.EqualsIgnoreCase(said, host);
        }
    }
}
