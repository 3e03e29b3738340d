// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>
/// Who runs which function. Filled from outside, by those that know functions; asked by every request, so that a function may come, change
/// and go without a new snapshot.
/// </summary>
internal sealed class FunctionDirectory
{
    private readonly ConcurrentDictionary<string, Entry[]> _entries = new(StringComparer.Ordinal);
    private readonly Lock _changing = new();
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

    /// <summary>Names who runs the function from now on. Aliases and versions are entries of their own, and so are the functions of other accounts and regions.</summary>
    public void Set(FunctionName name, FunctionTarget target)
    {
        lock (_changing)
        {
            var entries = new List<Entry> { new(name, target) };
            foreach (var entry in _entries.GetValueOrDefault(name.Key, []))
            {
                if (entry.Name.Identity != name.Identity)
                {
                    entries.Add(entry);
                }
            }

            _entries[name.Key] = [.. entries];
        }
    }

    /// <summary>False when there was none.</summary>
    public bool Remove(FunctionName name) => Remove(name.Key, entry => entry.Name.Agrees(name));

    /// <summary>Forgets the entry if it is this one's still.</summary>
    public void Remove(FunctionName name, FunctionTarget target) => Remove(name.Key, entry => ReferenceEquals(entry.Target, target));

    /// <summary>Null when nobody runs the function.</summary>
    public FunctionTarget? Find(FunctionName name) => FindEntry(name) is { } entry ? entry.Target : FindElsewhere(name);

    /// <summary>What runs the function, if that is none of the functions that are defined here.</summary>
    public FunctionTarget? FindElsewhere(FunctionName name) => Others?.Invoke(name);

    /// <summary>
    /// The name of the one function of the same account and region that is called so, wholly or after a hyphen: templates put their stack's name before a
    /// logical id.
    /// </summary>
    /// <returns>Null when there is none, or more than one.</returns>
    public FunctionName? Guess(FunctionName name)
    {
        if (FindEntry(name) is { } exact)
        {
            return exact.Name;
        }

        FunctionName? guessed = null;
        foreach (var (key, entries) in _entries)
        {
            if (!key.EndsWith($"-{name.Key}", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var entry in entries)
            {
                if (!entry.Name.IsBeside(name))
                {
                    continue;
                }

                if (guessed is not null)
                {
                    return null;
                }

                guessed = entry.Name;
            }
        }

        return guessed;
    }

    private Entry? FindEntry(FunctionName name)
    {
        if (_entries.TryGetValue(name.Key, out var entries))
        {
            // One, unless accounts have functions of the same name.
            foreach (var entry in entries)
            {
                if (entry.Name.Agrees(name))
                {
                    return entry;
                }
            }
        }

        return null;
    }

    private bool Remove(string key, Predicate<Entry> goes)
    {
        lock (_changing)
        {
            if (!_entries.TryGetValue(key, out var entries))
            {
                return false;
            }

            var rest = Array.FindAll(entries, entry => !goes(entry));
            if (rest.Length == 0)
            {
                _entries.TryRemove(key, out _);
            }
            else
            {
                _entries[key] = rest;
            }

            return rest.Length < entries.Length;
        }
    }

    private sealed record Entry(FunctionName Name, FunctionTarget Target);
}
