// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>Reads the parameters of a form as their shape says: members of structures after a dot, items of lists as <c>member.1</c>, entries of maps as <c>entry.1.key</c> and <c>.value</c>.</summary>
internal sealed class FormReader
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private FormReader(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var (name, value) in parameters)
        {
            _parameters.TryAdd(name, value);
        }
    }

    /// <exception cref="WireFormatException">A value is not as its shape says.</exception>
    public static WireValue Read(IEnumerable<KeyValuePair<string, string>> parameters, Shape shape) => new FormReader(parameters).Structure(shape, "");

    private WireValue Structure(Shape shape, string prefix)
    {
        var members = new List<KeyValuePair<string, WireValue>>();
        foreach (var member in shape.Members)
        {
            if (Value(member.Shape, prefix + member.WireName, member.TimestampFormat) is { } value)
            {
                members.Add(new(member.Name, value));
            }
        }

        return WireValue.Map(members);
    }

    private WireValue? Value(Shape shape, string name, TimestampFormat format)
    {
        switch (shape.Type)
        {
            case ShapeType.Structure:
                return Has(name) ? Structure(shape, name + ".") : null;
            case ShapeType.List:
                return List(shape, name);
            case ShapeType.Map:
                return Map(shape, name);
            default:
                return _parameters.TryGetValue(name, out var text) ? ScalarReader.Read(text, shape, format == TimestampFormat.ByPlace ? TimestampFormat.Iso8601 : format) : null;
        }
    }

    // An empty list is a parameter with the list's own name and no value.
    private WireValue? List(Shape shape, string name)
    {
        var items = Numbers(name + ".member.")
            .Select(number => Value(shape.Element!, $"{name}.member.{number}", shape.Element!.TimestampFormat) ?? WireValue.Empty)
            .ToList();
        return items.Count > 0 || _parameters.ContainsKey(name) ? WireValue.List(items) : null;
    }

    private WireValue? Map(Shape shape, string name)
    {
        var entries = Numbers(name + ".entry.")
            .Select(number => KeyValuePair.Create(
                _parameters.GetValueOrDefault($"{name}.entry.{number}.key") ?? "",
                Value(shape.Element!, $"{name}.entry.{number}.value", shape.Element!.TimestampFormat) ?? WireValue.Empty))
            .ToList();
        return entries.Count > 0 || _parameters.ContainsKey(name) ? WireValue.Map(entries) : null;
    }

    private bool Has(string name) => _parameters.Keys.Any(parameter => parameter.StartsWith(name + ".", StringComparison.Ordinal));

    // In the order of the numbers, whatever is missing between them.
    private List<int> Numbers(string prefix)
    {
        var numbers = new SortedSet<int>();
        foreach (var parameter in _parameters.Keys)
        {
            if (parameter.StartsWith(prefix, StringComparison.Ordinal)
                && int.TryParse(parameter.AsSpan(prefix.Length).ToString().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        return [.. numbers];
    }
}
