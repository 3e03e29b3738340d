// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Answers;

/// <summary>Writes the members of an answer that stand in headers.</summary>
internal static class HeaderWriter
{
    public static void Write(Member member, WireValue value, List<KeyValuePair<string, string>> headers)
    {
        switch (member.Location)
        {
            case MemberLocation.Header:
                headers.Add(new(member.WireName, Text(member, value)));
                break;
            case MemberLocation.Headers:
                foreach (var (name, text) in value.Entries)
                {
                    // A header that another member has already is not said twice.
                    if (!headers.Exists(header => header.Key.Equals(member.WireName + name, StringComparison.OrdinalIgnoreCase)))
                    {
                        headers.Add(new(member.WireName + name, Safe(text.Text)));
                    }
                }

                break;
        }
    }

    private static string Text(Member member, WireValue value) =>
        value.Kind == WireKind.List ? string.Join(", ", value.Items.Select(item => Quoted(Scalar(item, member.Shape.Element!.TimestampFormat), item.Kind)))
        : member.IsJson ? Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Text))
        : Scalar(value, member.TimestampFormat);

    private static string Scalar(WireValue value, TimestampFormat format) => value.Kind switch
    {
        WireKind.Time => WireTime.Text(value.Time, format == TimestampFormat.ByPlace ? TimestampFormat.Rfc822 : format),
        WireKind.Number => Number(value.Number),
        _ => Safe(value.ToString()),
    };

    private static string Quoted(string text, WireKind kind) => kind == WireKind.Text && text.AsSpan().ContainsAny('"', ',')
        ? "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\""
        : text;

    // What a definition says must not begin another header.
    private static string Safe(string text) => text.AsSpan().ContainsAny('\r', '\n') ? text.ReplaceLineEndings(" ") : text;

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
