// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;

namespace Foregate.Commands.Wire;

/// <summary>Rows under headings, as a table for people or as JSON for programs.</summary>
/// <param name="columns">Names in JSON; in capitals, the headings.</param>
internal sealed class Listing(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public int Count => _rows.Count;

    /// <summary>One value for each column; null is nothing.</summary>
    public void Add(params string?[] row) => _rows.Add([.. row.Select(static value => value ?? "")]);

    public IReadOnlyList<string> Column(int column) => [.. _rows.Select(row => row[column])];

    /// <summary>A table, every line behind the indent; nothing without rows.</summary>
    public string ToText(string indent = "", bool hasHeadings = true)
    {
        List<string[]> lines = hasHeadings && _rows.Count > 0 ? [[.. columns.Select(static name => name.ToUpperInvariant())], .. _rows] : _rows;
        var widths = columns.Select((_, column) => lines.Count == 0 ? 0 : lines.Max(line => Printable(line[column]).Length)).ToArray();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append((indent + string.Join("  ", line.Select((value, column) => Printable(value).PadRight(widths[column])))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>JSON for people and programs: indented, with a last line's end.</summary>
    public static string Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var row in _rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < columns.Length; i++)
            {
                json.WriteString(columns[i], row[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Names are anybody's: none steers the terminal.
    private static string Printable(string value) => string.Concat(value.Select(static c => char.IsControl(c) ? '\uFFFD' : c));
}
