// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Xml;

namespace Foregate.Commands.Wire;

/// <summary>An element of an answer of AWS's query protocol: a text, or elements.</summary>
internal sealed class XmlItem
{
    private static readonly XmlReaderSettings s_settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreWhitespace = true };

    private readonly List<XmlItem> _children = [];

    private XmlItem(string name) => Name = name;

    public string Name { get; }

    public string Text { get; private set; } = "";

    public IReadOnlyList<XmlItem> Children => _children;

    public XmlItem? this[string name] => _children.Find(child => child.Name == name);

    public static XmlItem Parse(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), s_settings);
        var root = new XmlItem("");
        var open = new Stack<XmlItem>([root]);
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var item = new XmlItem(reader.LocalName);
                    open.Peek()._children.Add(item);
                    if (!reader.IsEmptyElement)
                    {
                        open.Push(item);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    open.Peek().Text += reader.Value;
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
            }
        }

        return root._children.Count == 1 ? root._children[0] : root;
    }

    /// <summary>The text of a member; null when it is absent.</summary>
    public string? Find(string name) => this[name]?.Text;

    /// <summary>The items of a list; none when it is absent.</summary>
    public IEnumerable<XmlItem> List(string name) => this[name]?.Children ?? [];

    public DateTimeOffset? Time(string name) => Find(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
}
