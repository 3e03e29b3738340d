// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Foregate.ControlPlane.Operations;

/// <summary>What stands for a media type in the definitions of REST APIs, and the templates under it.</summary>
internal static partial class MediaTypes
{
    public static bool IsMediaType(string text) => MediaType().IsMatch(text);

    /// <summary>Whether models or templates can be of these types: <c>$default</c> stands for all that are not named.</summary>
    public static AwsError? CheckKeys(IEnumerable<string> types)
    {
        foreach (var type in types)
        {
            if (type != "$default" && !IsMediaType(type))
            {
                return AwsError.InvalidContentType(type);
            }
        }

        return null;
    }

    public static AwsError? CheckTemplates(ImmutableSortedDictionary<string, string> templates, OperationContext context)
    {
        foreach (var (type, template) in templates)
        {
            if (Encoding.UTF8.GetByteCount(template) > context.Quotas.MappingTemplateBytes)
            {
                return AwsError.BadRequest($"The mapping template for {type} can be at most {context.Quotas.MappingTemplateBytes} bytes");
            }
        }

        return CheckKeys(templates.Keys);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$&^_.+*-]+/[A-Za-z0-9!#$&^_.+*-]+(?:\s*;.*)?\z")]
    private static partial Regex MediaType();
}
