// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;

/// <summary>SAM's policy templates: a name and a few parameters stand for a policy.</summary>
internal static class PolicyTemplates
{
    private static readonly Lazy<Dictionary<string, (string[] Parameters, string[] Lines)>> s_templates = new(Read);

    public static bool Has(string name) => s_templates.Value.ContainsKey(name);

    /// <summary>The policy that a template comes to.</summary>
    /// <param name="name">The template's name.</param>
    /// <param name="values">What is given for its parameters.</param>
    /// <param name="place">Where it stands.</param>
    public static SamNode Policy(string name, SamNode? values, SamNode place)
    {
        var (parameters, lines) = s_templates.Value[name];
        if (values is not { IsMap: true })
        {
            throw new SamRefusal(place, $"Must specify valid parameter values for policy template '{name}'.", parameters.Length == 0 ? $"Write {name}: {{}}." : $"Write {string.Join(", ", parameters)} under it.");
        }

        var missing = Array.FindAll(parameters, parameter => !values.Has(parameter));
        if (missing.Length > 0)
        {
            throw new SamRefusal(
                place, $"Following required parameters of template '{name}' don't have values: [{string.Join(", ", missing.Select(parameter => $"'{parameter}'"))}].", "Write them.");
        }

        var statements = SamNode.List();
        foreach (var line in lines)
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "+" or "=":
                    statements.Items.Add(SamNode.Map(("Effect", "Allow"), ("Action", Actions(words[1..], isList: words[0] == "+"))));
                    break;
                case "-":
                    statements.Items[^1].Set("Resource", Resource(words[1], values));
                    break;
                case "@":
                    statements.Items[^1].Set("Resource", SamNode.List([.. words[1..].Select(word => Resource(word, values))]));
                    break;
                default:
                    statements.Items[^1].Set("Condition", SamNode.Map((words[1], SamNode.Map((words[2], Resource(words[3], values))))));
                    break;
            }
        }

        return SamNode.Map(("Statement", statements)).At(place);
    }

    private static SamNode Actions(string[] words, bool isList)
    {
        var list = SamNode.List();
        var service = "";
        foreach (var word in words)
        {
            var end = word.IndexOf(':', StringComparison.Ordinal);
            service = end < 0 ? service : word[..(end + 1)];
            list.Items.Add(end < 0 ? $"{service}{word}" : word);
        }

        return isList ? list : list.Items[0];
    }

    private static SamNode Resource(string word, SamNode values)
    {
        var isPlain = word.StartsWith('!');
        var text = isPlain ? word[1..] : word;
        if (text.StartsWith('~'))
        {
            var end = text.IndexOf(':', StringComparison.Ordinal);
            text = $"arn:${{AWS::Partition}}:{text[1..end]}:${{AWS::Region}}:${{AWS::AccountId}}:{text[(end + 1)..]}";
        }

        if (isPlain)
        {
            return SamNode.Sub(text);
        }

        var variables = SamNode.Map();
        for (var equals = text.IndexOf('=', StringComparison.Ordinal); equals >= 0; equals = text.IndexOf('=', equals))
        {
            var start = text.LastIndexOf("${", equals, StringComparison.Ordinal) + 2;
            var end = text.IndexOf('}', equals);
            variables.Set(text[start..equals], values[text[(equals + 1)..end]] ?? SamNode.Null());
            text = text.Remove(equals, end - equals);
        }

        return variables.Count == 0 ? text : SamNode.Sub(text, variables);
    }

    private static Dictionary<string, (string[] Parameters, string[] Lines)> Read()
    {
        var templates = new Dictionary<string, (string[] Parameters, string[] Lines)>(StringComparer.Ordinal);
        foreach (var group in PolicyTables.Lines("PolicyTemplates.txt").Aggregate(new List<List<string>>(), Grouped))
        {
            var words = group[0].Split(' ');
            templates[words[0]] = (words[1..], [.. group[1..]]);
        }

        return templates;
    }

    private static List<List<string>> Grouped(List<List<string>> groups, string line)
    {
        if (line.StartsWith(' '))
        {
            groups[^1].Add(line.Trim());
        }
        else
        {
            groups.Add([line]);
        }

        return groups;
    }
}
