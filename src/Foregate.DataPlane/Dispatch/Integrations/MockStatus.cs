// SPDX-License-Identifier: Apache-2.0
using System.Buffers;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>
/// Finds the integer "statusCode" in what a MOCK integration is sent. AWS reads it as lenient JSON: names and texts may stand in double
/// quotes, single quotes or none (<c>{statusCode: 200}</c>, recorded).
/// </summary>
internal ref struct MockStatus
{
    private const int MaxDepth = 64;

    private static readonly SearchValues<byte> Delimiters = SearchValues.Create(" \t\r\n,:{}[]\"'"u8);

    private readonly ReadOnlySpan<byte> _json;
    private int _at;

    private MockStatus(ReadOnlySpan<byte> json) => _json = json;

    public static bool TryRead(ReadOnlySpan<byte> json, out int status)
    {
        status = -1;
        var reader = new MockStatus(json);
        return reader.ReadObject(0, ref status) && status >= 0;
    }

    private bool ReadObject(int depth, ref int status)
    {
        if (depth > MaxDepth || !Take((byte)'{'))
        {
            return false;
        }

        while (!Take((byte)'}'))
        {
            if (!ReadScalar(out var name) || !Take((byte)':'))
            {
                return false;
            }

            if (depth == 0 && name.SequenceEqual("statusCode"u8))
            {
                SkipSpace();
                var quoted = _at < _json.Length && _json[_at] is (byte)'"' or (byte)'\'';
                status = -1;
                if (quoted || !ReadScalar(out var value) || value.Length > 9
                    || !System.Buffers.Text.Utf8Parser.TryParse(value, out status, out var used) || used != value.Length)
                {
                    return false;
                }
            }
            else if (!SkipValue(depth))
            {
                return false;
            }

            if (!Take((byte)','))
            {
                return Take((byte)'}');
            }
        }

        return true;
    }

    private bool SkipValue(int depth)
    {
        SkipSpace();
        if (_at == _json.Length || depth > MaxDepth)
        {
            return false;
        }

        if (_json[_at] == (byte)'{')
        {
            var ignored = 0;
            return ReadObject(depth + 1, ref ignored);
        }

        if (!Take((byte)'['))
        {
            return ReadScalar(out _);
        }

        while (!Take((byte)']'))
        {
            if (!SkipValue(depth + 1))
            {
                return false;
            }

            if (!Take((byte)','))
            {
                return Take((byte)']');
            }
        }

        return true;
    }

    /// <summary>A quoted text (without its quotes, escapes as they are) or a bare word.</summary>
    private bool ReadScalar(out ReadOnlySpan<byte> text)
    {
        SkipSpace();
        text = default;
        if (_at == _json.Length)
        {
            return false;
        }

        var start = _at;
        var quote = _json[_at];
        if (quote is (byte)'"' or (byte)'\'')
        {
            for (_at++; _at < _json.Length; _at++)
            {
                if (_json[_at] == quote)
                {
                    text = _json[(start + 1).._at++];
                    return true;
                }

                _at += _json[_at] == (byte)'\\' ? 1 : 0;
            }

            _at = _json.Length;
            return false;
        }

        var length = _json[_at..].IndexOfAny(Delimiters);
        _at = length < 0 ? _json.Length : _at + length;
        text = _json[start.._at];
        return _at > start;
    }

    private bool Take(byte expected)
    {
        SkipSpace();
        if (_at < _json.Length && _json[_at] == expected)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void SkipSpace()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }
}
