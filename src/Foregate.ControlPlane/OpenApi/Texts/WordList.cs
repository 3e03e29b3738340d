// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.OpenApi.Texts;

/// <summary>The words of a closed list, in capitals; documents write them in any case.</summary>
internal sealed class WordList<T>(params (T Value, string Word)[] words)
    where T : struct, Enum
{
    public string this[T value] => Array.Find(words, entry => EqualityComparer<T>.Default.Equals(entry.Value, value)).Word;

    /// <summary><see langword="null"/> when there is no such word.</summary>
    public T? Read(string? word)
    {
        foreach (var entry in words)
        {
            if (entry.Word.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return entry.Value;
            }
        }

        return null;
    }
}
