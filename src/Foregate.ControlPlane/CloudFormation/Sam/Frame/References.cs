// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>What SAM does with references: those to parameters become values where it must look, those to what it renames or makes get their new names.</summary>
internal static partial class References
{
    /// <summary>Puts the values of parameters in, in place; the node itself is replaced when it is a reference.</summary>
    public static SamNode WithParameters(SamNode node, IReadOnlyDictionary<string, SamNode> parameters)
    {
        if (node is { IsMap: true, Count: 1 })
        {
            if (node["Ref"] is { IsText: true } name && parameters.TryGetValue(name.Text, out var value))
            {
                node = value;
            }
            else if (node["Fn::Sub"] is { } sub)
            {
                Substitute(node, sub, (whole, name) => parameters.TryGetValue(name, out var value) && !value.IsMap && !value.IsList ? value.Text : whole);
            }
        }

        return Below(node, child => WithParameters(child, parameters));
    }

    /// <summary>Puts what mappings say in, in place, where all keys are known.</summary>
    public static SamNode WithMappings(SamNode node, SamNode? mappings)
    {
        if (mappings is { Count: > 0 } && node is { IsMap: true, Count: 1 } && node["Fn::FindInMap"] is { } find)
        {
            if (find is not { IsList: true, Count: 3 })
            {
                throw new SamRefusal(find, "Fn::FindInMap expects a list with 3 values.", "Write the map, the top level key and the second level key.");
            }

            if (find.Items.TrueForAll(item => item.IsText) && mappings[find.Items[0].Text]?[find.Items[1].Text]?[find.Items[2].Text] is { } value)
            {
                node = value;
            }
        }

        return mappings is { Count: > 0 } ? Below(node, child => WithMappings(child, mappings)) : node;
    }

    /// <summary>Gives references to resources, and DependsOn, their new logical ids, in place.</summary>
    public static void Rename(SamNode node, IReadOnlyDictionary<string, string> names)
    {
        if (names.Count > 0)
        {
            Depend(node, names);
            Refer(node, id => names.GetValueOrDefault(id), (_, _) => null);
        }
    }

    /// <summary>Makes <c>Function.Alias</c> and its like lead to what they stand for, in place.</summary>
    public static void Resolve(SamNode node, IReadOnlyDictionary<(string LogicalId, string Member), string> members)
    {
        if (members.Count > 0)
        {
            Refer(node, _ => null, (id, member) => members.GetValueOrDefault((id, member)));
        }
    }

    private static void Depend(SamNode node, IReadOnlyDictionary<string, string> names)
    {
        if (node["DependsOn"] is { } needed)
        {
            if (needed.IsText && names.TryGetValue(needed.Text, out var single))
            {
                node.Set("DependsOn", ((SamNode)single).At(needed));
            }

            for (var i = 0; i < needed.Items.Count; i++)
            {
                if (needed.Items[i].IsText && names.TryGetValue(needed.Items[i].Text, out var one))
                {
                    needed.Items[i] = ((SamNode)one).At(needed.Items[i]);
                }
            }
        }

        Below(node, child =>
        {
            Depend(child, names);
            return child;
        });
    }

    private static void Refer(SamNode node, Func<string, string?> named, Func<string, string, string?> member)
    {
        if (node is { IsMap: true, Count: 1 })
        {
            if (node["Ref"] is { IsText: true } reference)
            {
                var split = reference.Text.Split('.', 2);
                if ((split.Length == 1 ? named(reference.Text) : split[0].Length > 0 && split[1].Length > 0 ? member(split[0], split[1]) : null) is { } name)
                {
                    node.Set("Ref", ((SamNode)name).At(reference));
                }
            }
            else if (node["Fn::Sub"] is { } sub)
            {
                Substitute(node, sub, (whole, name) =>
                {
                    var split = name.Split('.');
                    if (named(split[0]) is { } renamed)
                    {
                        return whole.Replace(split[0], renamed, StringComparison.Ordinal);
                    }

                    return split.Length > 1 && member(split[0], split[1]) is { } made ? whole.Replace($"{split[0]}.{split[1]}", made, StringComparison.Ordinal) : whole;
                });
            }
            else if (node["Fn::GetAtt"] is { IsList: true, Count: >= 2 } attribute && attribute.Items.TrueForAll(item => item.IsText))
            {
                var split = string.Join('.', attribute.Items.Select(item => item.Text)).Split('.');
                var renamed = named(split[0]);
                var made = renamed is null ? member(split[0], split[1]) : null;
                if ((renamed ?? made) is { } name)
                {
                    node.Set("Fn::GetAtt", SamNode.List([name, .. split[(renamed is null ? 2 : 1)..]]).At(attribute));
                }
            }
        }

        Below(node, child =>
        {
            Refer(child, named, member);
            return child;
        });
    }

    private static SamNode Below(SamNode node, Func<SamNode, SamNode> change)
    {
        if (node.IsMap)
        {
            foreach (var entry in node.Entries.ToList())
            {
                var changed = change(entry.Value);
                if (!ReferenceEquals(changed, entry.Value))
                {
                    node.Set(entry.Key, changed);
                }
            }
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            node.Items[i] = change(node.Items[i]);
        }

        return node;
    }

    private static void Substitute(SamNode node, SamNode sub, Func<string, string, string> replace)
    {
        if (sub.IsText)
        {
            node.Set("Fn::Sub", Substitute(sub, replace));
        }
        else if (sub is { IsList: true, Count: > 0 } && sub.Items[0].IsText)
        {
            sub.Items[0] = Substitute(sub.Items[0], replace);
        }
    }

    private static SamNode Substitute(SamNode text, Func<string, string, string> replace)
    {
        var substituted = text.Text;
        foreach (Match match in Variable().Matches(text.Text))
        {
            var at = substituted.IndexOf(match.Value, StringComparison.Ordinal);
            if (at >= 0)
            {
                substituted = string.Concat(substituted.AsSpan(0, at), replace(match.Value, match.Groups[1].Value), substituted.AsSpan(at + match.Length));
            }
        }

        return substituted == text.Text ? text : (text.IsGiven ? SamNode.Given(substituted) : substituted).At(text);
    }

    [GeneratedRegex(@"\$\{([A-Za-z0-9.]+|AWS::[A-Z][A-Za-z]*)\}")]
    private static partial Regex Variable();
}
