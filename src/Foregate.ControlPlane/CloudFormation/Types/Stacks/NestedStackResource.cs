// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types.Stacks;

/// <summary><c>AWS::CloudFormation::Stack</c>: a stack of its own, made, changed and removed with the one whose resource it is.</summary>
internal static class NestedStackResource
{
    private const int NameLength = 128;

    private const int SuffixLength = 12;

    public static ResourceType Type { get; } = new(
        "AWS::CloudFormation::Stack", new ObjectKind("the stack", "TemplateURL Parameters Tags NotificationARNs TimeoutInMinutes"), ["TemplateURL"], Make)
    {
        Update = Make,
        IsRevisited = true,
        Delete = static removal => removal.DeleteStack(removal.PhysicalId),
    };

    private static ResourceValue? Make(ResourceContext context)
    {
        var before = context.Existing is { } existing ? context.Run.Account.Stacks.Values.FirstOrDefault(stack => stack.StackId == existing.PhysicalId) : null;
        var isSame = before is not null && context.Changed.Count == 0;
        var template = NestedTemplate.Read(context, isSame ? new NestedTemplate(Encoding.UTF8.GetBytes(before!.TemplateBody), before.StackName, context.Folder) : null);
        var nested = template is null ? null : new NestedStack
        {
            StackName = before?.StackName ?? Name(context),
            Template = template.Content,
            FileName = template.FileName,
            Folder = template.Folder,
            Parameters = ReadParameters(context),
            Tags = ResourceTags.Of(context),
            NotificationArns = context.Properties.Texts("NotificationARNs"),
            TimeoutInMinutes = context.Properties.Integer("TimeoutInMinutes"),
        };
        if (nested is null || context.Run.Reading.HasFaultIn(context.Resource.Path) || context.Nest(nested) is not { } made)
        {
            return null;
        }

        return new ResourceValue(made.Stack.StackId, [.. made.Stack.Outputs.Select(static output => ($"Outputs.{output.Key}", output.Value))]) { IsUnchanged = isSame && made.IsUnchanged };
    }

    // CloudFormation's end in letters that nobody can guess, so that what was removed and is made again is another stack.
    private static string Name(ResourceContext context)
    {
        var start = context.GeneratedName;
        start = start.Length > NameLength - SuffixLength - 1 ? start[..(NameLength - SuffixLength - 1)] : start;
        bool IsTaken(string suffix) => context.Run.Account.Stacks.Values.Any(stack => stack.StackName == $"{start}-{suffix.ToUpperInvariant()}");
        return $"{start}-{Identifiers.Next(SuffixLength, IsTaken, "stack", context.Scope.StackId, context.LogicalId).ToUpperInvariant()}";
    }

    // A list is one text, its parts parted by commas.
    private static ImmutableSortedDictionary<string, string> ReadParameters(ResourceContext context)
    {
        var parameters = OrdinalMap.Empty<string>();
        foreach (var entry in context.Properties.Object("Parameters", ObjectKind.Map("the parameters")) is { } map ? map.Entries() : [])
        {
            var path = DocumentPath.Append(context.Properties.PathOf("Parameters"), entry.Key);
            var value = entry.Value.Kind == NodeKind.Sequence ? string.Join(',', entry.Value.Items.Select(static item => item.Text)) : Section.Text(context.Run.Reading, entry.Value, path);
            parameters = value is null ? parameters : parameters.SetItem(entry.Key, value);
        }

        return parameters;
    }
}
