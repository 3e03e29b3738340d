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

    /// <summary>Takes bytes apart that hold answers with Content-Length only.</summary>
    public static List<RawAnswer> ParseAll(string text)
    {
        var answers = new List<RawAnswer>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf("\r\n\r\n", start, StringComparison.Ordinal);
            var answer = new RawAnswer([.. text[start..end].Split("\r\n")]);
            var length = int.Parse(answer.Header("Content-Length")!, CultureInfo.InvariantCulture);
            answer.Body = Encoding.Latin1.GetBytes(text.Substring(end + 4, length));
            answers.Add(answer);
            start = end + 4 + length;
        }

        return answers;
    }

    public string? Header(string name) =>
        Lines.Skip(1).FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
