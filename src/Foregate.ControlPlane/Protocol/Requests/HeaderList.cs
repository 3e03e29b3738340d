// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>Splits the value of a header that holds a list: at commas, but not within quotes, in which a backslash escapes.</summary>
internal static class HeaderList
{
    public static List<string> Split(string value)
    {
        var items = new List<string>();
        var item = new StringBuilder();
        var inQuotes = false;
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case '\\' when inQuotes && i + 1 < value.Length:
                    item.Append(value[++i]);
                    break;
                case '"' when inQuotes:
                    inQuotes = false;
                    break;
                case '"' when string.IsNullOrWhiteSpace(item.ToString()):
                    inQuotes = true;
                    item.Clear();
                    break;
                case ',' when !inQuotes:
                    items.Add(item.ToString().Trim());
                    item.Clear();
                    break;
                default:
                    item.Append(value[i]);
                    break;
            }
        }

        items.Add(item.ToString().Trim());
        return items is [""] ? [] : items;
    }

    /// <summary>Dates of HTTP have a comma of their own.</summary>
    public static List<string> SplitDates(string value)
    {
        var parts = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var items = new List<string>();
        for (var i = 0; i + 1 < parts.Length; i += 2)
        {
            items.Add(parts[i] + ", " + parts[i + 1]);
        }

        return items;
    }
}
