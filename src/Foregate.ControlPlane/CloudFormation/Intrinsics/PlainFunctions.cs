// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;
using System.Text;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary>Functions of values alone, by name. Each gives <see langword="null"/> for arguments that it does not take.</summary>
internal static class PlainFunctions
{
    public static FrozenDictionary<string, Func<Evaluator, DocumentNode, DocumentNode?>> All { get; } =
        new Dictionary<string, Func<Evaluator, DocumentNode, DocumentNode?>>(StringComparer.Ordinal)
        {
            ["Fn::Base64"] = static (_, value) => IsText(value) ? Call.Text(Convert.ToBase64String(Encoding.UTF8.GetBytes(value.Text)), value.Location) : null,
            ["Fn::Cidr"] = static (_, arguments) => CidrBlocks.Evaluate(arguments),
            ["Fn::GetAZs"] = static (evaluator, region) => ListFunctions.GetAZs(evaluator.Scope, region),
            ["Fn::Join"] = static (_, arguments) => ListFunctions.Join(arguments),
            ["Fn::Length"] = static (_, list) => ListFunctions.Length(list),
            ["Fn::Select"] = static (_, arguments) => ListFunctions.Select(arguments),
            ["Fn::Split"] = static (_, arguments) => ListFunctions.Split(arguments),
            ["Fn::ToJsonString"] = static (_, value) => JsonText.Evaluate(value),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Usage(string name) => name switch
    {
        "Fn::Base64" => "Give it a text.",
        "Fn::Cidr" => "Write Fn::Cidr: [10.0.0.0/16, 6, 8]: a block, how many (1 to 256), and how many bits each has.",
        "Fn::GetAZs" => "Give it the name of a region, or an empty text.",
        "Fn::Join" => "Write Fn::Join: [separator, [text, text]].",
        "Fn::Length" => "Give it a list.",
        "Fn::Select" => "Write Fn::Select: [index, list], with an index that the list has.",
        "Fn::Split" => "Write Fn::Split: [separator, text].",
        _ => "Give it an object or a list.",
    };

    public static bool IsText(DocumentNode node) => node.Kind is NodeKind.String or NodeKind.Number or NodeKind.Boolean;
}
