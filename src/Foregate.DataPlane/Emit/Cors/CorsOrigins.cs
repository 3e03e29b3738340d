// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.Cors;

/// <summary>Which origins an HTTP API allows: exact ones, all (<c>*</c>), or all of a scheme (<c>https://*</c>, <c>http://*</c>).</summary>
internal sealed class CorsOrigins
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(Letters + "+");
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create(Letters + "_:[]");

    private readonly byte[][] _exact;
    private readonly byte[][] _schemes;

    private CorsOrigins(byte[][] exact, byte[][] schemes, bool allowsAll)
    {
        _exact = exact;
        _schemes = schemes;
        AllowsAll = allowsAll;
    }

    /// <summary>Answered with <c>*</c> instead of the request's origin.</summary>
    public bool AllowsAll { get; }

    public static CorsOrigins For(IReadOnlyCollection<string> allowOrigins, Compilation c)
    {
        List<byte[]> exact = [];
        List<byte[]> schemes = [];
        var all = false;
        foreach (var origin in allowOrigins)
        {
            if (origin == "*")
            {
                all = true;
            }
            else if (origin is "https://*" or "http://*")
            {
                schemes.Add(Encoding.ASCII.GetBytes(origin[..^1]));
            }
            else if (IsOrigin(origin))
            {
                exact.Add(Encoding.ASCII.GetBytes(origin));
            }
            else
            {
                c.Fault("The origin " + origin + " is none that a browser sends: write *, https://*, http://*, or scheme://host with a port where it is not the scheme's own, and nothing behind it.");
            }
        }

        return new CorsOrigins([.. exact], [.. schemes], all);
    }

    /// <summary>Scheme and host have no case (RFC 6454 §4): what is configured with capitals still matches what browsers send.</summary>
    public bool Allows(ReadOnlySpan<byte> origin)
    {
        if (AllowsAll)
        {
            return true;
        }

        foreach (var exact in _exact)
        {
            if (Ascii.EqualsIgnoreCase(origin, exact))
            {
                return true;
            }
        }

        foreach (var scheme in _schemes)
        {
            if (origin.Length > scheme.Length && Ascii.EqualsIgnoreCase(origin[..scheme.Length], scheme)
                && RequestTarget.IsAuthority(origin[scheme.Length..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOrigin(string origin)
    {
        var mark = origin.IndexOf("://", StringComparison.Ordinal);
        return origin == "null"
            || (mark > 0 && mark + 3 < origin.Length
                && !origin.AsSpan(0, mark).ContainsAnyExcept(SchemeCharacters) && !origin.AsSpan(mark + 3).ContainsAnyExcept(HostCharacters));
    }
}
