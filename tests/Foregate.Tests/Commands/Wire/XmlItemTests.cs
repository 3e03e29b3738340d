// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Xml;
using Foregate.Commands.Wire;

namespace Foregate.Tests.Commands.Wire;

public sealed class XmlItemTests
{
    [Fact]
    public void Reads_texts_lists_and_times()
    {
        var item = XmlItem.Parse(Encoding.UTF8.GetBytes("""<r xmlns="urn:a"><Name>a &amp; b</Name><Items><member><K>1</K></member><member/></Items><At>2026-01-02T03:04:05Z</At></r>"""));
        Assert.Equal(("r", "a & b"), (item.Name, item.Find("Name")));
        Assert.Equal(["1", null], item.List("Items").Select(static member => member.Find("K")));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), item.Time("At"));
        Assert.Null(item.Find("Nobody"));
        Assert.Empty(item.List("Nobody"));
    }

    [Fact]
    public void Refuses_what_is_no_xml_and_what_declares_entities()
    {
        Assert.Throws<XmlException>(static () => XmlItem.Parse("no"u8.ToArray()));
        Assert.Throws<XmlException>(static () => XmlItem.Parse("""<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>"""u8.ToArray()));
    }
}
