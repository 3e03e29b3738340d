// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>A function at a path's end: .length(), .sum($.a, 3), .concat('x'), … of what the path found, and of its arguments.</summary>
internal sealed class FunctionToken : PathToken
{
    private static readonly FrozenSet<string> s_names = FrozenSet.Create(
        StringComparer.Ordinal, "avg", "stddev", "sum", "min", "max", "concat", "length", "size", "append", "keys", "first", "last", "index");

    private readonly string _name;
    private readonly (JsonPathQuery? Path, Value Literal)[] _arguments;

    public FunctionToken(string name, (JsonPathQuery? Path, Value Literal)[] arguments)
    {
        _name = name;
        _arguments = arguments;
        if (name is "length" or "size" && arguments is [({ } path, _), ..])
        {
            arguments[0] = (path.Children(), default);
        }
    }

    public override bool IsDefinite => true;

    public bool HasArguments => _arguments.Length > 0;

    /// <summary>The same function of what a path finds.</summary>
    public FunctionToken On(JsonPathQuery path) => new(_name, [(path, default)]);

    public static bool IsKnown(string name) => s_names.Contains(name);

    public override bool Evaluate(Value model, PathEvaluation evaluation)
    {
        var isDone = _name switch
        {
            "length" or "size" => Length(model, evaluation, out var result) && evaluation.Add(result),
            "keys" => Keys(model, evaluation, out var result) && evaluation.Add(result),
            "append" => Append(model, evaluation, out var result) && evaluation.Add(result),
            "concat" => Concatenation(model, evaluation, out var result) && evaluation.Add(result),
            "first" or "last" or "index" => Element(model, evaluation, out var result) && evaluation.Add(result),
            _ => Aggregate(model, evaluation, out var result) && evaluation.Add(result),
        };
        return isDone;
    }

    private bool Length(Value model, PathEvaluation evaluation, out Value result)
    {
        if (_arguments is [({ } path, _), ..])
        {
            if (!evaluation.Run(path, model, false, out var inner))
            {
                result = default;
                return false;
            }

            model = inner.Kind == ValueKind.List ? inner : model;
        }

        result = model.Kind switch
        {
            ValueKind.List => Value.Of((long)model.AsList.Count),
            ValueKind.Map => Value.Of((long)model.AsMap.Count),
            _ => default,
        };
        return true;
    }

    private static bool Keys(Value model, PathEvaluation evaluation, out Value result)
    {
        result = default;
        if (model.Kind != ValueKind.Map)
        {
            return true;
        }

        var keys = new ValueList(capacity: model.AsMap.Count);
        for (var i = 0; i < model.AsMap.Count; i++)
        {
            keys.Add(Value.Of(model.AsMap.KeyAt(i)));
        }

        result = Value.Of(keys);
        return evaluation.Took(keys.Count);
    }

    private bool Append(Value model, PathEvaluation evaluation, out Value result)
    {
        result = model;
        if (model.Kind != ValueKind.List)
        {
            return true;
        }

        var list = new ValueList(model.AsList.Items);
        foreach (var (path, literal) in _arguments)
        {
            var value = literal;
            if (path is not null && !evaluation.Run(path, evaluation.Root, false, out value))
            {
                return false;
            }

            list.Add(value);
        }

        result = Value.Of(list);
        return evaluation.Took(list.Count);
    }

    private bool Concatenation(Value model, PathEvaluation evaluation, out Value result)
    {
        result = default;
        var text = new StringBuilder();
        for (var i = 0; model.Kind == ValueKind.List && i < model.AsList.Count; i++)
        {
            if (model.AsList[i].IsText && !Join(text, model.AsList[i], evaluation))
            {
                return false;
            }
        }

        foreach (var (path, literal) in _arguments)
        {
            var value = literal;
            if (path is not null && !evaluation.Run(path, evaluation.Root, false, out value))
            {
                return false;
            }

            if (value.Kind != ValueKind.List)
            {
                if (!Join(text, value, evaluation))
                {
                    return false;
                }

                continue;
            }

            for (var i = 0; i < value.AsList.Count; i++)
            {
                if (!Join(text, value.AsList[i], evaluation))
                {
                    return false;
                }
            }
        }

        result = Value.Of(text.ToString());
        return true;
    }

    private static bool Join(StringBuilder text, Value value, PathEvaluation evaluation)
    {
        if (value.IsNull)
        {
            return true;
        }

        var joined = JavaText.Of(value);
        text.Append(joined);
        return evaluation.Step() && evaluation.Took((joined.Length / 10) + 1);
    }

    private bool Element(Value model, PathEvaluation evaluation, out Value result)
    {
        result = default;
        if (model.Kind != ValueKind.List)
        {
            return evaluation.Failed($"{_name}() is asked of what is no array");
        }

        var list = model.AsList;
        long at = _name == "last" ? -1 : 0;
        if (_name == "index")
        {
            if (_arguments is not [(null, { IsInteger: true } index), ..])
            {
                return evaluation.Failed("index() needs a whole number");
            }

            at = index.AsInteger;
        }

        at = at < 0 ? list.Count + at : at;
        if (at < 0 || at >= list.Count)
        {
            return evaluation.Failed($"{_name}() asks for an element beyond the array");
        }

        result = list[(int)at];
        return true;
    }

    private bool Aggregate(Value model, PathEvaluation evaluation, out Value result)
    {
        result = default;
        var numbers = new Aggregated();
        if (model.Kind == ValueKind.List && !numbers.Take(model, evaluation))
        {
            return false;
        }

        foreach (var (path, literal) in _arguments)
        {
            var value = literal;
            if ((path is not null && !evaluation.Run(path, evaluation.Root, false, out value)) || !numbers.Take(value, evaluation))
            {
                return false;
            }
        }

        if (numbers.Count == 0)
        {
            return evaluation.Failed($"{_name}() is asked of no numbers");
        }

        result = Value.Of(_name switch
        {
            "sum" => numbers.Sum,
            "min" => numbers.Least,
            "max" => numbers.Most,
            "avg" => numbers.Sum / numbers.Count,
            _ => Math.Sqrt((numbers.Squares / numbers.Count) - (numbers.Sum * numbers.Sum / numbers.Count / numbers.Count)),
        });
        return true;
    }

    private struct Aggregated()
    {
        public int Count;
        public double Sum;
        public double Squares;
        public double Least = double.MaxValue;

        // Java's Double.MIN_VALUE, where Jayway begins: of negative numbers alone it is the largest.
        public double Most = double.Epsilon;

        public bool Take(Value value, PathEvaluation evaluation)
        {
            if (value.Kind != ValueKind.List)
            {
                Add(value);
                return evaluation.Step();
            }

            foreach (var item in value.AsList.Items)
            {
                if (!evaluation.Step())
                {
                    return false;
                }

                Add(item);
            }

            return true;
        }

        private void Add(Value value)
        {
            if (!value.IsNumeric)
            {
                return;
            }

            var number = value.Kind switch
            {
                ValueKind.Integer => value.AsInteger,
                ValueKind.Number => value.AsNumber,
                _ => double.Parse(value.AsText, CultureInfo.InvariantCulture),
            };
            Count++;
            Sum += number;
            Squares += number * number;
            Least = Math.Min(Least, number);
            Most = Math.Max(Most, number);
        }
    }
}
