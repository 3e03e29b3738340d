// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Foregate.ControlPlane.Tests.OpenApi;

/// <summary>Writes any definition as indented text, members that hold nothing left out, for golden files.</summary>
internal static class AccountText
{
    public static string Of(object value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object value, int depth)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetValue(value) is { } member && member is not (ICollection { Count: 0 } or false) && property.Name is not ("EqualityContract" or "CreatedDate" or "LastUpdatedDate" or "Snapshot"))
            {
                Member(text, property.Name, member, depth);
            }
        }
    }

    private static void Member(StringBuilder text, string name, object value, int depth)
    {
        var indent = new string(' ', depth * 2);
        switch (value)
        {
            case string or ValueType and not ICollection:
                text.Append(indent).Append(name).Append(": ").AppendLine(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                text.Append(indent).Append(name).AppendLine(":");
                foreach (DictionaryEntry entry in map)
                {
                    Member(text, (string)entry.Key, entry.Value!, depth + 1);
                }

                break;
            case IEnumerable list:
                text.Append(indent).Append(name).AppendLine(":");
                foreach (var item in list)
                {
                    Member(text, "-", item, depth + 1);
                }

                break;
            default:
                text.Append(indent).Append(name).AppendLine(":");
                Write(text, value, depth + 1);
                break;
        }
    }
}
