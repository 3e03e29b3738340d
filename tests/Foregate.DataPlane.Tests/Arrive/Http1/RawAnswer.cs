// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>An answer as read from the wire.</summary>
internal sealed class RawAnswer(List<string> lines)
{
    public IReadOnlyList<string> Lines { get; } = lines;

    public int Status { get; } = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);

    public byte[] Body { get; set; } = [];

    public string Text => Encoding.Latin1.GetString(Body);

    public bool Closes => Header("Connection") == "close";

    public string? Header(string name) =>
        Lines.Skip(1).FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
