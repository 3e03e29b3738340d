// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.Documents;

/// <summary>Reads texts into trees, and trees into one-line texts.</summary>
internal static class DocumentTrees
{
    public static (DocumentNode? Root, List<Fault> Faults) Read(string text, string file, DocumentLimits? limits = null)
    {
        var faults = new List<Fault>();
        return (DocumentReader.Read(Encoding.UTF8.GetBytes(text), file, limits ?? new DocumentLimits(), faults), faults);
    }

    public static DocumentNode Yaml(string text) => Whole(text, "x.yaml");

    public static DocumentNode Json(string text) => Whole(text, "x.json");

    public static Fault Fault(string text, string file, DocumentLimits? limits = null)
    {
        var (root, faults) = Read(text, file, limits);
        Assert.Null(root);
        return Assert.Single(faults);
    }

    public static string Show(this DocumentNode node) => node.Tag + node.Kind switch
    {
        NodeKind.Mapping => $"{{{string.Join(", ", node.Entries.Select(entry => $"{entry.Key}: {entry.Value.Show()}"))}}}",
        NodeKind.Sequence => $"[{string.Join(", ", node.Items.Select(Show))}]",
        NodeKind.String => $"'{node.Text}'",
        _ => $"{node.Kind.ToString()[0]}({node.Text})",
    };

    private static DocumentNode Whole(string text, string file)
    {
        var (root, faults) = Read(text, file);
        Assert.Empty(faults);
        return root!;
    }
}
