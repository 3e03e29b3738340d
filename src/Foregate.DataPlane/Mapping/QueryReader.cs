// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Mapping;

/// <summary>Reads the pairs of a raw query one by one, names and values as sent.</summary>
internal ref struct QueryReader(ReadOnlySpan<byte> query)
{
    private ReadOnlySpan<byte> _rest = query;

    /// <summary>The pair as sent, without ampersands.</summary>
    public ReadOnlySpan<byte> Pair { get; private set; }

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Empty also for a name without "=".</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The next pair that is not empty.</summary>
    public bool Next()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf((byte)'&');
            Pair = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (!Pair.IsEmpty)
            {
                var equals = Pair.IndexOf((byte)'=');
                Name = equals < 0 ? Pair : Pair[..equals];
                Value = equals < 0 ? default : Pair[(equals + 1)..];
                return true;
            }
        }

        return false;
    }

    /// <summary>The next pair whose decoded name is <paramref name="name"/>.</summary>
    public bool Next(scoped ReadOnlySpan<byte> name)
    {
        while (Next())
        {
            if (PercentEncoding.DecodesTo(Name, name))
            {
                return true;
            }
        }

        return false;
    }
}
