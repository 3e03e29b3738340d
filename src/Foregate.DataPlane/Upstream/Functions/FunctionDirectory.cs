// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>
/// Who runs which function. Filled from outside, by those that know functions; asked by every request, so that a function may come, change
/// and go without a new snapshot.
/// </summary>
internal sealed class FunctionDirectory
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private Func<FunctionName, FunctionTarget?>? _others;

    public static Func<Ledgers, FunctionDirectory> Make { get; } = static _ => new FunctionDirectory();

    /// <summary>Whether nobody runs any function.</summary>
    public bool IsEmpty => _entries.IsEmpty && Others is null;

    /// <summary>Whether the functions that an account defines are run, so that each has an entry as soon as the account is served.</summary>
    public bool RunsDefined { get; set; }

    /// <summary>Finds what no entry names (a Lambda endpoint for all the rest); null for nobody. Must be quick, and keep what it makes.</summary>
    public Func<FunctionName, FunctionTarget?>? Others
    {
        get => Volatile.Read(ref _others);
        set => Volatile.Write(ref _others, value);
    }

    /// <summary>Names who runs the function from now on. Aliases and versions are entries of their own.</summary>
    public void Set(FunctionName name, FunctionTarget target) => _entries[name.Key] = new Entry(name, target);

    /// <summary>False when there was none.</summary>
    public bool Remove(FunctionName name) => _entries.TryGetValue(name.Key, out var entry) && entry.Name.Agrees(name) && _entries.TryRemove(new(name.Key, entry));

    /// <summary>Forgets the entry if it is this one's still.</summary>
    public void Remove(FunctionName name, FunctionTarget target)
    {
        if (_entries.TryGetValue(name.Key, out var entry) && ReferenceEquals(entry.Target, target))
        {
            _entries.TryRemove(new(name.Key, entry));
        }
    }

    /// <summary>Null when nobody runs the function.</summary>
    public FunctionTarget? Find(FunctionName name) =>
        _entries.TryGetValue(name.Key, out var entry) && entry.Name.Agrees(name) ? entry.Target : Others?.Invoke(name);

    /// <summary>The name of the one function that is called so, wholly or after a hyphen: templates put their stack's name before a logical id.</summary>
    /// <returns>Null when there is none, or more than one.</returns>
    public FunctionName? Guess(string text)
    {
        if (FunctionName.Parse(text) is not { } name)
        {
            return null;
        }

        if (_entries.TryGetValue(name.Key, out var exact))
        {
            return exact.Name;
        }

        FunctionName? guessed = null;
        foreach (var (key, entry) in _entries)
        {
            if (key.EndsWith($"-{name.Key}", StringComparison.Ordinal))
            {
                if (guessed is not null)
                {
                    return null;
                }

                guessed = entry.Name;
            }
        }

        return guessed;
    }

    private sealed record Entry(FunctionName Name, FunctionTarget Target);
}
