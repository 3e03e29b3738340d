// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Traces;

/// <summary>
/// Writes names and values as AWS's logs show them: {name=value, name=value}. Secrets show their last characters only. What no line takes is not written.
/// </summary>
internal readonly ref struct FieldMap
{
    private const int Shown = 6;

    private readonly ByteWriter _to;
    private readonly int _start;

    public FieldMap(ByteWriter to)
    {
        _to = to;
        _start = to.Length;
        to.Write((byte)'{');
    }

    /// <summary>A name that is no secret's.</summary>
    public void Add(string name, ReadOnlySpan<byte> value)
    {
        if (Begin())
        {
            _to.WriteText(name);
            _to.Write((byte)'=');
            _to.Write(value.Length > ExecutionTrace.Kept ? value[..ExecutionTrace.Kept] : value);
        }
    }

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (!Begin())
        {
            return;
        }

        _to.Write(name);
        _to.Write((byte)'=');
        if (IsSecret(name))
        {
            Mask(value, _to);
        }
        else
        {
            _to.Write(value.Length > ExecutionTrace.Kept ? value[..ExecutionTrace.Kept] : value);
        }
    }

    public void End() => _to.Write((byte)'}');

    /// <summary>Writes a secret with all but its last characters masked; a short one shows none.</summary>
    public static void Mask(ReadOnlySpan<byte> value, ByteWriter to)
    {
        var shown = value.Length >= 2 * Shown ? Shown : 0;
        var masked = value.Length - shown;
        to.GetSpan(masked)[..masked].Fill((byte)'*');
        to.Advance(masked);
        to.Write(value[masked..]);
    }

    private bool Begin()
    {
        if (_to.Length - _start > ExecutionTrace.Kept)
        {
            return false;
        }

        if (_to.Length > _start + 1)
        {
            _to.Write(", "u8);
        }

        return true;
    }

    private static bool IsSecret(ReadOnlySpan<byte> name) => name.Length switch
    {
        9 => Ascii.EqualsIgnoreCase(name, "x-api-key"u8),
        13 => Ascii.EqualsIgnoreCase(name, "authorization"u8),
        19 => Ascii.EqualsIgnoreCase(name, "proxy-authorization"u8),
        20 => Ascii.EqualsIgnoreCase(name, "x-amz-security-token"u8),
        _ => false,
    };
}
