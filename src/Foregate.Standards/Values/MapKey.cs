// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Values;

/// <summary>What keys of maps are known by: a text by itself, anything else by its kind and its text after half a surrogate pair, which no text begins with.</summary>
internal static class MapKey
{
    /// <param name="text">The value's text.</param>
    public static string CodeOf(Value key, string text) => key.IsText ? text : $"\uDC00{(char)('0' + (int)key.Kind)}{text}";

    public static string TextOf(Value key) => key.IsNull ? "null" : JavaText.Of(key);
}
