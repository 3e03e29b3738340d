// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Sam;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam;

/// <summary>Runs the transform alone, as its published cases were made: in one region, with the templates' own defaults for parameters.</summary>
internal static class PublishedTransforms
{
    public const string Region = "ap-southeast-1";

    public static (DocumentNode? Template, IReadOnlyList<Fault> Faults) Run(string text, string file = "template.yaml", params (string Name, string Value)[] parameters)
    {
        var faults = new List<Fault>();
        var root = DocumentReader.Read(Encoding.UTF8.GetBytes(text), file, new DocumentLimits(), faults);
        Assert.Empty(faults);
        var reading = new ReadingContext(root!, "123456789012", Region);
        var template = SamTransform.Transform(
            new LongForm(reading).Of(root!, DocumentPath.Root), parameters.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal), Region, reading);
        return (template, reading.Faults);
    }

    /// <summary>The template as one text per value: lists in any order, as the cases' own comparison has it.</summary>
    public static string Canonical(DocumentNode node)
    {
        switch (node.Kind)
        {
            case NodeKind.Mapping:
                return $"{{{string.Join(",\n", node.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"\"{entry.Key}\": {Canonical(entry.Value)}"))}}}";
            case NodeKind.Sequence:
                return $"[{string.Join(",\n", node.Items.Select(Canonical).Order(StringComparer.Ordinal))}]";
            case NodeKind.String:
                return $"\"{node.Text}\"";
            case NodeKind.Number:
                return double.Parse(node.Text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
            case NodeKind.Null:
                return "null";
            default:
                return node.Text.ToLowerInvariant();
        }
    }

    /// <summary>Where two templates differ, one line each.</summary>
    public static IEnumerable<string> Differences(DocumentNode? got, DocumentNode? wanted, string path = "")
    {
        if (got is null || wanted is null || got.Kind != wanted.Kind || got.Kind is not (NodeKind.Mapping or NodeKind.Sequence))
        {
            var (left, right) = (got is null ? "nothing" : Canonical(got), wanted is null ? "nothing" : Canonical(wanted));
            return left == right ? [] : [$"{path}: {left} instead of {right}"];
        }

        if (got.Kind == NodeKind.Mapping)
        {
            return got.Entries.Select(entry => entry.Key).Union(wanted.Entries.Select(entry => entry.Key))
                .SelectMany(key => Differences(got.TryGet(key, out var one) ? one.Value : null, wanted.TryGet(key, out var other) ? other.Value : null, $"{path}/{key}"));
        }

        if (Canonical(got) == Canonical(wanted))
        {
            return [];
        }

        return Enumerable.Range(0, Math.Max(got.Items.Count, wanted.Items.Count))
            .SelectMany(i => Differences(i < got.Items.Count ? got.Items[i] : null, i < wanted.Items.Count ? wanted.Items[i] : null, $"{path}/{i}"));
    }
}
