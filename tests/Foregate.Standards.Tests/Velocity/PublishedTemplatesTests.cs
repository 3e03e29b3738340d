// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Tests.Velocity;

/// <summary>Velocity's own template tests that need no Java objects and print no reference without a value.</summary>
public sealed class PublishedTemplatesTests
{
    [Theory]
    [InlineData("arithmetic")]
    [InlineData("block")]
    [InlineData("commas")]
    [InlineData("comment-eof")]
    [InlineData("curly-directive")]
    [InlineData("encodingtest")]
    [InlineData("encodingtest2")]
    [InlineData("equality")]
    [InlineData("foreach-introspect")]
    [InlineData("if")]
    [InlineData("ifstatement")]
    [InlineData("logical2")]
    [InlineData("newline")]
    [InlineData("quotes")]
    [InlineData("settest")]
    [InlineData("shorthand")]
    [InlineData("stop1")]
    [InlineData("stop2")]
    public void Render_as_published(string name)
    {
        var suite = Suite();
        Assert.SkipWhen(suite is null, "The published templates do not lie beside the checkout.");
        var template = VelocityTemplate.Parse(File.ReadAllText(Path.Combine(suite!, "templates", name + ".vm")), out var fault);
        Assert.True(template is not null, fault?.ToString());
        Assert.True(JsonValues.TryRead("""{"name":"jason","hashtable":{"Bar":"this is from a hashtable!"}}"""u8, out var context));
        var output = new TextBuffer(1 << 20);
        fault = template.Render(context.AsMap, output, new VelocityLimits(), TimeProvider.System);
        Assert.True(fault is null, fault?.ToString());
        Assert.Equal(File.ReadAllText(Path.Combine(suite!, "templates", "compare", name + ".cmp"), Encoding.UTF8), output.ToString());
    }

    private static string? Suite()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var suite = Path.Combine(folder.FullName, "shared", "conformance", "velocity");
            if (Directory.Exists(suite))
            {
                return suite;
            }
        }

        return null;
    }
}
