// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Xml;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Answers;

/// <summary>Writes answers of the query protocol: a result within a response that names its request, or an error.</summary>
internal static class XmlAnswers
{
    private static readonly XmlWriterSettings s_settings = new() { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };

    public static ProtocolAnswer Write(OperationShape operation, WireValue output, string xmlNamespace, string requestId) => Answer(operation.StatusCode, requestId, xml =>
    {
        xml.WriteStartElement(operation.Name + "Response", xmlNamespace);
        if (operation.Output is { } shape)
        {
            xml.WriteStartElement(operation.Name + "Result");
            Content(xml, shape, output, TimestampFormat.ByPlace);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("ResponseMetadata");
        xml.WriteElementString("RequestId", requestId);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    public static ProtocolAnswer Write(AwsError error, string xmlNamespace, string requestId) => Answer(error.StatusCode, requestId, xml =>
    {
        xml.WriteStartElement("ErrorResponse", xmlNamespace);
        xml.WriteStartElement("Error");
        xml.WriteElementString("Type", error.StatusCode < 500 ? "Sender" : "Receiver");
        xml.WriteElementString("Code", error.Code);
        xml.WriteElementString("Message", Clean(error.Message));
        xml.WriteEndElement();
        xml.WriteElementString("RequestId", requestId);
        xml.WriteEndElement();
    });

    private static void Content(XmlWriter xml, Shape shape, WireValue value, TimestampFormat format)
    {
        switch (shape.Type)
        {
            case ShapeType.Structure:
                foreach (var member in shape.Members)
                {
                    if (value[member.Name] is { } said)
                    {
                        xml.WriteStartElement(member.WireName);
                        Content(xml, member.Shape, said, member.TimestampFormat);
                        xml.WriteEndElement();
                    }
                }

                break;
            case ShapeType.List:
                foreach (var item in value.Items)
                {
                    xml.WriteStartElement("member");
                    Content(xml, shape.Element!, item, shape.Element!.TimestampFormat);
                    xml.WriteEndElement();
                }

                break;
            case ShapeType.Map:
                foreach (var (key, item) in value.Entries)
                {
                    xml.WriteStartElement("entry");
                    xml.WriteElementString("key", Clean(key));
                    xml.WriteStartElement("value");
                    Content(xml, shape.Element!, item, shape.Element!.TimestampFormat);
                    xml.WriteEndElement();
                    xml.WriteEndElement();
                }

                break;
            default:
                xml.WriteString(value.Kind == WireKind.Time
                    ? WireTime.Text(value.Time, format == TimestampFormat.ByPlace ? TimestampFormat.Iso8601 : format)
                    : Clean(value.ToString()));
                break;
        }
    }

    private static ProtocolAnswer Answer(int status, string requestId, Action<XmlWriter> write)
    {
        using var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, s_settings))
        {
            write(xml);
        }

        body.WriteByte((byte)'\n');
        return new ProtocolAnswer
        {
            StatusCode = status,
            Headers = [new("x-amzn-RequestId", requestId), new("Content-Type", "text/xml")],
            Body = body.ToArray(),
        };
    }

    // What a caller said may hold what XML cannot.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
        }

        return clean.ToString();
    }
}
