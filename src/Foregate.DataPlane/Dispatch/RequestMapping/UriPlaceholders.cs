// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>Takes the path or the query of an integration's URI apart at its {placeholders}.</summary>
internal static class UriPlaceholders
{
    /// <summary>The parts in order.</summary>
    /// <param name="find">From a placeholder's name to its value.</param>
    /// <param name="isQuery">Whether the text is a query.</param>
    public static TargetPart[] Parts(string text, Func<string, MappedValue> find, bool isQuery)
    {
        var parts = new List<TargetPart>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                parts.Add(Fixed(text[at..], isQuery));
                break;
            }

            if (open > at)
            {
                parts.Add(Fixed(text[at..open], isQuery));
            }

            parts.Add(new TargetPart(find(text[(open + 1)..close]), isQuery ? ValueForm.Query : ValueForm.PathPart));
            at = close + 1;
        }

        return [.. parts];
    }

    private static TargetPart Fixed(string text, bool isQuery)
    {
        var writer = new ByteWriter();
        if (isQuery)
        {
            PercentEncoding.EncodeDefinedQuery(Encoding.UTF8.GetBytes(text), writer);
        }
        else
        {
            PercentEncoding.EncodeDefinedPath(Encoding.UTF8.GetBytes(text), writer);
        }

        return new TargetPart(writer.Written.ToArray());
    }
}
