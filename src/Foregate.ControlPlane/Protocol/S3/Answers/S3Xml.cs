// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Protocol.S3.Answers;

/// <summary>S3's documents: read as they come from anybody, written as S3 writes them.</summary>
internal static class S3Xml
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static readonly XmlWriterSettings s_settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize };

    // Nothing of a document is fetched or expanded.
    private static readonly XmlReaderSettings s_reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    /// <summary>The root element of a document.</summary>
    /// <exception cref="S3Exception">It is no XML, or its root is another one.</exception>
    public static XElement Read(ReadOnlyMemory<byte> document, string root)
    {
        try
        {
            using var stream = new MemoryStream(document.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, s_reading);
            var element = XElement.Load(reader);
            return element.Name.LocalName == root ? element : throw new S3Exception(S3Error.MalformedXml);
        }
        catch (XmlException)
        {
            throw new S3Exception(S3Error.MalformedXml);
        }
    }

    /// <summary>Children of a name, whatever their namespace.</summary>
    public static IEnumerable<XElement> All(this XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    public static string? Text(this XElement element, string name) => element.All(name).FirstOrDefault()?.Value.Trim();

    public static S3Answer Answer(string root, Action<XmlWriter> content, int statusCode = 200)
    {
        using var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, s_settings))
        {
            xml.WriteStartElement(root, Namespace);
            content(xml);
            xml.WriteEndElement();
        }

        return Document(body.ToArray(), statusCode);
    }

    public static S3Answer Document(ReadOnlyMemory<byte> body, int statusCode = 200) =>
        new() { StatusCode = statusCode, Headers = [new("Content-Type", "application/xml")], Body = body, Length = body.Length };

    public static S3Answer Answer(S3Error error, string resource, string requestId, string hostId, bool hasBody)
    {
        if (!hasBody)
        {
            return S3Answer.Empty(error.StatusCode, error.Headers);
        }

        using var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, s_settings))
        {
            xml.WriteStartElement("Error");
            xml.Element("Code", error.Code);
            xml.Element("Message", error.Message);
            foreach (var (name, value) in error.Details)
            {
                xml.Element(name, value);
            }

            xml.Element("Resource", resource);
            xml.Element("RequestId", requestId);
            xml.Element("HostId", hostId);
            xml.WriteEndElement();
        }

        return new S3Answer { StatusCode = error.StatusCode, Headers = [new("Content-Type", "application/xml"), .. error.Headers], Body = body.ToArray(), Length = body.Length };
    }

    /// <summary>An element with a text; nothing for <see langword="null"/>.</summary>
    public static void Element(this XmlWriter xml, string name, string? text)
    {
        if (text is null)
        {
            return;
        }

        xml.WriteStartElement(name);
        // Keys may hold what XML 1.0 cannot; clients ask for encoding-type=url where they care.
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    public static void Element(this XmlWriter xml, string name, long value) => xml.Element(name, value.ToString(CultureInfo.InvariantCulture));

    public static void Element(this XmlWriter xml, string name, bool value) => xml.Element(name, value ? "true" : "false");

    public static void Element(this XmlWriter xml, string name, Action<XmlWriter> content)
    {
        xml.WriteStartElement(name);
        content(xml);
        xml.WriteEndElement();
    }

    /// <summary>Who an account is, in the form of S3's own user ids.</summary>
    public static void Owner(this XmlWriter xml, string name, string accountId) => xml.Element(name, owner =>
    {
        owner.Element("ID", OwnerId(accountId));
        owner.Element("DisplayName", accountId);
    });

    /// <summary>64 hexadecimal digits.</summary>
    public static string OwnerId(string accountId) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(accountId)));

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string HttpTime(DateTimeOffset time) => time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);
}
