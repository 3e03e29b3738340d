// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.Tests.OpenApi.Reading;

public sealed class SectionTests
{
    private static readonly ObjectKind Kind = new("a thing", "text flag whole number list map", "note", ("gone", Fate.Refused("wings", "Walk.", "NONE")), ("never", Fate.Foreign("is not ours", "Go.")));

    [Fact]
    public void Reads_texts_numbers_and_switches_whether_quoted_or_not()
    {
        var (section, context) = Open("{ text: 1.0, flag: 'TRUE', whole: '7', number: 1e3, list: [a, 1], map: { k: true } }");
        Assert.Equal(("1.0", true, 7, 1000.0), (section.Text("text"), section.Boolean("flag"), section.Integer("whole"), section.Number("number")));
        Assert.Equal(["a", "1"], section.Texts("list"));
        Assert.Equal("true", section.TextMap("map")["k"]);
        Assert.Empty(context.Faults);
        Assert.Empty(section.Unread());
    }

    [Theory]
    [InlineData("text", "[]", "This must be a text, not a list.")]
    [InlineData("text", "~", "This must be a text, and nothing is here.")]
    [InlineData("text", "!Ref x", "The tag !Ref belongs to a CloudFormation template, and this is none.")]
    [InlineData("flag", "yes", "This must be true or false, not \"yes\".")]
    [InlineData("whole", "1.5", "This must be a whole number, not \"1.5\".")]
    [InlineData("whole", "99999999999", "This must be a whole number, not \"99999999999\".")]
    [InlineData("number", "many", "This must be a number, not \"many\".")]
    [InlineData("number", "1e999", "This must be a number, not \"1e999\".")]
    [InlineData("list", "a", "This must be a list, not \"a\".")]
    [InlineData("map", "[]", "This must be an object, not a list.")]
    public void Refuses_other_shapes_at_their_place(string name, string value, string cause)
    {
        var (section, context) = Open($"{{ {name}: {value} }}");
        section.Text("text");
        section.Boolean("flag");
        section.Integer("whole");
        section.Number("number");
        section.Texts("list");
        section.TextMap("map");
        var fault = Assert.Single(context.Faults);
        Assert.Equal((cause, $"#/{name}", 5 + name.Length), (fault.Cause, fault.DocumentPath, fault.Location.Column));
    }

    [Theory]
    [InlineData("gone: feathers", "gone \"feathers\" would need wings, which Foregate does not do yet.")]
    [InlineData("gone: { a: 1 }", "gone would need wings, which Foregate does not do yet.")]
    [InlineData("gone: [none, some]", "gone would need wings, which Foregate does not do yet.")]
    [InlineData("never: {}", "never is not ours.")]
    [InlineData("Text: x", "A thing has no property \"Text\".")]
    [InlineData("x-amazon-new: x", "The extension x-amazon-new is not known for a thing.")]
    [InlineData("x-foregate-new: x", "The extension x-foregate-new is not known for a thing.")]
    public void Refuses_what_the_table_refuses_or_does_not_know(string property, string cause) =>
        Assert.Equal(cause, Assert.Single(Open($"{{ {property} }}").Context.Faults).Cause);

    [Fact]
    public void Proposes_the_property_that_was_meant() => Assert.Equal("Write \"text\".", Open("{ TEXT: x }").Context.Faults[0].Cure);

    [Theory]
    [InlineData("note: { anything: at all }", "#/note")]
    [InlineData("gone: none", "#/gone")]
    [InlineData("gone: []", "#/gone")]
    [InlineData("gone: {}", "#/gone")]
    [InlineData("gone: [NONE]", "#/gone")]
    [InlineData("x-mine: 1", "#/x-mine")]
    [InlineData("text: nobody reads this", "#/text")]
    public void Names_what_changes_nothing(string property, string path)
    {
        var (_, context) = Open($"{{ {property} }}");
        context.Finish();
        Assert.Empty(context.Faults);
        Assert.Equal([path], context.InertPaths);
        Assert.Single(context.Notices);
    }

    private static (Section Section, ReadingContext Context) Open(string yaml)
    {
        var root = DocumentReader.Read(Encoding.UTF8.GetBytes(yaml), "f.yaml", new DocumentLimits(), [])!;
        var context = new ReadingContext(root, "123456789012", "eu-north-1");
        return (Section.Open(context, root, "#", Kind)!, context);
    }
}
