// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Text;
using Foregate.Standards.JsonTokens;

namespace Foregate.Standards.JsonSchema;

/// <summary>The values that a schema allows: one JSON array with its tokens, and where there are many, a table of their hashes.</summary>
internal sealed class EnumValues
{
    private const int LinearUpTo = 8;

    private readonly byte[] _list;
    private readonly Token[] _tokens;

    // Each the place of a value's token; empty while few are compared one by one.
    private readonly int[] _slots = [];

    /// <param name="list">Compact JSON.</param>
    public EnumValues(byte[] list, Token[] tokens)
    {
        _list = list;
        _tokens = tokens;
        if (tokens[0].Length <= LinearUpTo)
        {
            return;
        }

        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)tokens[0].Length * 2)];
        for (var i = 1; i < tokens.Length; i = tokens[i].Next)
        {
            var slot = View.Hash(i) & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = i;
        }
    }

    /// <summary>The values as messages tell them.</summary>
    public string Text => Encoding.UTF8.GetString(_list);

    private TokenView View => new(_list, _tokens);

    /// <summary>Whether a value is one of them.</summary>
    public bool Has(TokenView view, int at, ref int steps)
    {
        if (_slots.Length == 0)
        {
            for (var i = 1; i < _tokens.Length; i = _tokens[i].Next)
            {
                if (TokenView.AreEqual(view, at, View, i, ref steps))
                {
                    return true;
                }
            }

            return false;
        }

        steps -= view[at].Next - at;
        for (var slot = view.Hash(at) & (_slots.Length - 1); _slots[slot] != 0 && steps >= 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (TokenView.AreEqual(view, at, View, _slots[slot], ref steps))
            {
                return true;
            }
        }

        return false;
    }
}
