// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>The tags of a resource: the stack's, and those of its own, which win. Those that CloudFormation itself would add are not shown.</summary>
internal static class ResourceTags
{
    private const int LongestKey = 128;

    private const int LongestValue = 256;

    private static readonly ObjectKind s_tag = new("the tag", "Key Value");

    /// <summary>Of a list of keys and values.</summary>
    public static ImmutableSortedDictionary<string, string> Of(ResourceContext context) => Of(context, context.Properties);

    /// <summary>As above, where the list is not a property of the resource itself.</summary>
    public static ImmutableSortedDictionary<string, string> Of(ResourceContext context, Section section)
    {
        var tags = context.StackTags.ToBuilder();
        foreach (var tag in context.Objects(section, "Tags", s_tag))
        {
            if (tag.Text("Key") is not { Length: > 0 and <= LongestKey } key || tag.Text("Value") is not { Length: <= LongestValue } value)
            {
                tag.Fault("Key", $"A tag has a Key of 1 to {LongestKey} characters and a Value of at most {LongestValue}.", "Write both.");
            }
            else if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                tag.Fault("Key", $"The tag {key} begins with aws:, which is AWS's own.", "Call it something else.");
            }
            else
            {
                tags[key] = value;
            }
        }

        var limit = context.Operations.Quotas.Tags;
        if (tags.Count > limit)
        {
            section.Fault("Tags", $"A resource can have at most {limit} tags.", "Have fewer.");
        }

        return tags.ToImmutable();
    }
}
