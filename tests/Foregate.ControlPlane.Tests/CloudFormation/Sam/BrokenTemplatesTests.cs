// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Sam;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam;

/// <summary>Templates in which any value may be anything: what is wrong is a fault with a place, never an exception.</summary>
public sealed class BrokenTemplatesTests
{
    private const int TriesOfEach = 25;

    private static readonly string[] s_odd =
        ["null", "x", "''", "7", "true", "[]", "{}", "[7]", "[x]", "[{}]", "{Ref: X}", "{Ref: AWS::NoValue}", "{Fn::If: [a]}", "{Fn::If: x}", "{Fn::If: [a, {}, {Ref: AWS::NoValue}]}", "{a: {b: c}}"];

    [Fact]
    public void Whatever_stands_anywhere_the_transform_ends_in_a_template_or_in_faults()
    {
        Assert.SkipWhen(Templates.Samples is null, "There are no public SAM templates beside the checkout (../shared/conformance/sam-templates).");
        var odd = s_odd.Select(Parse).ToArray();
        var random = new Random(1);
        var exceptions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in SamplesTests.Names)
        {
            var whole = Parse(File.ReadAllText(Path.Combine(Templates.Samples!, "source", $"{name}.yaml")));
            for (var i = 0; i < TriesOfEach; i++)
            {
                var at = random.Next(1, (int)whole.Weight);
                var what = random.Next(odd.Length);
                var broken = Replaced(whole, ref at, odd[what]);
                var reading = new ReadingContext(broken, "123456789012", PublishedTransforms.Region);
                try
                {
                    var made = SamTransform.Transform(broken, new Dictionary<string, string>(), PublishedTransforms.Region, reading);
                    Assert.True(made is not null || reading.Faults.Count > 0, $"{name}: nothing comes of it, and nothing is told.");
                }
                catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
                {
                    var place = exception.StackTrace!.Split('\n').First(line => line.Contains(".Sam", StringComparison.Ordinal) && !line.Contains(".Trees.", StringComparison.Ordinal));
                    exceptions.TryAdd($"{exception.GetType().Name}{place}", $"{name} with {s_odd[what]} (try {i}): {exception}");
                }
            }
        }

        Assert.True(exceptions.Count == 0, string.Join('\n', exceptions.Values));
    }

    private static DocumentNode Parse(string text)
    {
        var root = DocumentReader.Read(Encoding.UTF8.GetBytes(text), "template.yaml", new DocumentLimits(), [])!;
        return new LongForm(new ReadingContext(root, "123456789012", PublishedTransforms.Region)).Of(root, DocumentPath.Root);
    }

    /// <summary>The tree with another value in the place of one of its nodes, counted down from the root.</summary>
    private static DocumentNode Replaced(DocumentNode node, ref int at, DocumentNode by)
    {
        if (at-- == 0)
        {
            return by;
        }

        var entries = new List<DocumentEntry>();
        foreach (var entry in node.Entries)
        {
            entries.Add(entry with { Value = at < 0 ? entry.Value : Replaced(entry.Value, ref at, by) });
        }

        var items = new List<DocumentNode>();
        foreach (var item in node.Items)
        {
            items.Add(at < 0 ? item : Replaced(item, ref at, by));
        }

        return node.Kind switch
        {
            NodeKind.Mapping => DocumentNode.Mapping(entries, node.Location),
            NodeKind.Sequence => DocumentNode.Sequence(items, node.Location),
            _ => node,
        };
    }
}
