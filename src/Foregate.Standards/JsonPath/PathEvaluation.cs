// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.Standards.LinearRegex;
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>One evaluation of a path on a document: what it has found so far, and what it may still spend.</summary>
internal sealed class PathEvaluation(Value root)
{
    private const int DeepestWalk = 1024;
    private const int DeepestCount = 512;
    private const int MostCounted = 4_000_000;
    private const int FirstSteps = 400_000;
    private const int FirstResults = 8_192;

    // Bytes of memory that one result may come to.
    private const int ResultSize = 40;

    private Collected _collected;
    private int _steps = FirstSteps;
    private int _results = FirstResults;
    private int _granted;
    private int _grantedResults;
    private int _depth;
    private bool _isCounted;

    /// <summary>Why it went no further; null while it may.</summary>
    public string? Fault { get; private set; }

    public bool HasFault => Fault is not null;

    /// <summary>Whether a property that is missing ends the path even where it is not definite: so in a filter's question whether something is there.</summary>
    public bool RequiresProperties => _collected.RequiresProperties;

    /// <summary>Whether a step that did not find its way ends the whole.</summary>
    public bool IsOver => HasFault || RequiresProperties;

    public Value Root => root;

    /// <summary>Steps that it has taken.</summary>
    public int Spent => _granted + FirstSteps - _steps;

    /// <summary>Bytes that it has taken.</summary>
    public long Bytes => (long)ResultSize * (_grantedResults + FirstResults - _results);

    /// <summary>Follows a path from a value, within another's following too.</summary>
    /// <returns>False when it is not found, or there is a fault.</returns>
    public bool Run(JsonPathQuery path, Value start, bool requiresProperties, out Value result)
    {
        result = default;
        if (!Step() || !Enter())
        {
            return false;
        }

        var outer = _collected;
        var depth = _depth;
        _collected = new Collected { RequiresProperties = requiresProperties, List = path.IsDefinite ? null : new ValueList() };
        var isFound = path.Walk(start, this);
        var inner = _collected;
        _collected = outer;
        _depth = depth - 1;
        if (!isFound || HasFault)
        {
            return false;
        }

        result = inner.List is { } list ? Value.Of(list) : inner.Last;
        return inner.List is not null || inner.Count > 0;
    }

    public bool Add(Value value)
    {
        _collected.Last = value;
        _collected.Count++;
        if (_collected.List is not { } list)
        {
            return true;
        }

        if (!Took(1))
        {
            return false;
        }

        list.Add(value);
        return true;
    }

    /// <summary>Spends one step.</summary>
    public bool Step()
    {
        if (--_steps >= 0)
        {
            return true;
        }

        Count();
        return _steps >= 0 || Failed("the path takes too many steps on this document");
    }

    /// <summary>Spends several steps at once.</summary>
    public bool Steps(int count)
    {
        _steps -= count - 1;
        return Step();
    }

    /// <summary>Whether a pattern matches a whole text, within what may still be spent.</summary>
    public bool IsWhole(JavaPattern pattern, string text)
    {
        var left = _steps;
        var isWhole = pattern.IsWhole(text, ref left);
        if (left < 0 && !_isCounted)
        {
            Count();
            return IsWhole(pattern, text);
        }

        _steps = left;
        return left >= 0 ? isWhole : Failed("the path takes too many steps on this document");
    }

    /// <summary>Spends memory of as many results.</summary>
    public bool Took(int results)
    {
        if ((_results -= results) >= 0)
        {
            return true;
        }

        Count();
        return _results >= 0 || Failed("the path finds too much in this document");
    }

    public bool Enter()
    {
        if (++_depth <= DeepestWalk && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        return Failed("the path goes too deep into this document");
    }

    public void Leave() => _depth--;

    /// <summary>Ends the evaluation.</summary>
    public bool Failed(string fault)
    {
        Fault ??= fault;
        return false;
    }

    /// <summary>A large document may take more: looked at only once it is needed.</summary>
    private void Count()
    {
        if (_isCounted)
        {
            return;
        }

        _isCounted = true;
        var nodes = 0;
        var bytes = Size(root, 0, ref nodes);
        _granted = (int)Math.Min(3L * nodes, int.MaxValue / 2);
        _grantedResults = (int)Math.Min(10 * bytes / ResultSize, int.MaxValue / 2);
        _steps += _granted;
        _results += _grantedResults;
    }

    private static long Size(Value value, int depth, ref int nodes)
    {
        if (++nodes >= MostCounted || depth > DeepestCount)
        {
            return 0;
        }

        var bytes = 2L;
        switch (value.Kind)
        {
            case ValueKind.Text or ValueKind.Exact:
                bytes += value.AsText.Length;
                break;
            case ValueKind.List:
                var list = value.AsList;
                for (var i = 0; i < list.Count && nodes < MostCounted; i++)
                {
                    bytes += Size(list[i], depth + 1, ref nodes);
                }

                break;
            case ValueKind.Map:
                var map = value.AsMap;
                for (var i = 0; i < map.Count && nodes < MostCounted; i++)
                {
                    bytes += map.KeyAt(i).Length + 2 + Size(map.ValueAt(i), depth + 1, ref nodes);
                }

                break;
        }

        return bytes;
    }

    private struct Collected
    {
        public Value Last;
        public int Count;
        public ValueList? List;
        public bool RequiresProperties;
    }
}
