// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.DataPlane.Upstream.Functions.Code;
using Foregate.DataPlane.Upstream.Functions.Processes;
using Foregate.DataPlane.Wire.Timing;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>The functions that run on this machine, by account, region and name: each lives on, with its processes, as long as its definition stays as it is.</summary>
internal sealed class LocalFunctions : IAsyncDisposable
{
    // A request that was already under way may have found a function just before it was replaced or went.
    private const int GraceMilliseconds = 5_000;

    private readonly FunctionHostOptions _options;
    private readonly TimeProvider _time;
    private readonly TimerWheel _wheel;
    private readonly OrphanGuard _guard;
    private readonly FunctionDirectory _directory;
    private readonly FunctionLogs _logs;
    private readonly Dictionary<(string AccountId, string Region), FunctionHostOptions> _homes = [];
    private readonly Dictionary<string, Served> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<Served> _retired = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();

    /// <param name="directory">Is told who runs which function.</param>
    /// <param name="logs">Has the log of each.</param>
    public LocalFunctions(FunctionHostOptions options, TimeProvider time, FunctionDirectory directory, FunctionLogs logs)
    {
        _options = options;
        _time = time;
        _directory = directory;
        _logs = logs;
        _wheel = new TimerWheel(time);
        _guard = new OrphanGuard(Programs.SearchPath(options.Environment));
    }

    /// <summary>The process that ends the functions' when the gateway dies; 0 before the first function runs.</summary>
    public int GuardProcessId => _guard.ProcessId;

    /// <summary>
    /// Runs the functions of these accounts and their versions from now on. One that is defined as before keeps its processes; where it is defined otherwise, new
    /// processes run it and the old ones end when they have answered; what is not among them any more is forgotten, a moment later.
    /// </summary>
    public void Serve(IEnumerable<Account> accounts)
    {
        var served = new Dictionary<string, Served>(StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (var account in accounts)
            {
                Serve(account, served);
            }

            // An alias that has moved is known by its new place by now.
            foreach (var (_, each) in served)
            {
                each.ForgetOthersIn(_directory);
            }

            foreach (var (key, known) in _functions)
            {
                if (!served.ContainsKey(key))
                {
                    // Removing while enumerating is allowed.
                    _functions.Remove(key);
                    Retire(known);
                }
            }
        }
    }

    /// <summary>What runs this function. Where one of this name ran otherwise, its processes end when they have answered.</summary>
    public LocalFunction For(Function definition)
    {
        lock (_lock)
        {
            return Find(_options, definition, isCalled: true).Target;
        }
    }

    /// <summary>Ends all processes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        var all = new List<Task>();
        lock (_lock)
        {
            foreach (var (_, known) in _functions)
            {
                all.Add(known.Target.DisposeAsync().AsTask());
            }

            foreach (var retired in _retired)
            {
                all.Add(retired.Target.DisposeAsync().AsTask());
            }

            _functions.Clear();
            _retired.Clear();
        }

        await Task.WhenAll(all);
        _guard.Dispose();
        _wheel.Dispose();
        _stopping.Dispose();
    }

    // The lock is held.
    private void Serve(Account account, Dictionary<string, Served> served)
    {
        if (account.Functions.IsEmpty)
        {
            return;
        }

        var home = HomeOf(account);
        foreach (var (name, function) in account.Functions)
        {
            if (_options.RunsElsewhere(name))
            {
                continue;
            }

            Serve(home, function, function, served);
            foreach (var (number, _) in function.Versions)
            {
                Serve(home, function, function.Named(number.ToString(CultureInfo.InvariantCulture))!, served);
            }
        }
    }

    // How functions of an account are run: as they are in the gateway's own, with other names.
    private FunctionHostOptions HomeOf(Account account)
    {
        if (account.AccountId == _options.AccountId && account.Region == _options.Region)
        {
            return _options;
        }

        if (!_homes.TryGetValue((account.AccountId, account.Region), out var home))
        {
            home = _options with { AccountId = account.AccountId, Region = account.Region };
            _homes.Add((account.AccountId, account.Region), home);
        }

        return home;
    }

    // The lock is held.
    private void Serve(FunctionHostOptions home, Function function, Function version, Dictionary<string, Served> served)
    {
        var qualifiers = new HashSet<string>(StringComparer.Ordinal) { version.Version == Function.Latest ? "" : version.Version };
        foreach (var (name, alias) in function.Aliases)
        {
            if (alias.FunctionVersion == version.Version)
            {
                qualifiers.Add(name);
            }
        }

        // Where there are versions, the one that aliases name is what is called.
        var one = Find(home, version, isCalled: qualifiers.Count > 1 || function.Versions.IsEmpty);
        one.NameIn(_directory, qualifiers);
        served.Add(Key(home, version), one);
    }

    private static string Key(FunctionHostOptions home, Function version) => $"{home.Region}:{home.AccountId}:{version.FunctionName}:{version.Version}";

    // What other accounts' functions write is told under their ARNs.
    private string LogName(FunctionHostOptions home, Function function) =>
        ReferenceEquals(home, _options) ? function.FunctionName : $"arn:aws:lambda:{home.Region}:{home.AccountId}:function:{function.FunctionName}";

    // The lock is held.
    private Served Find(FunctionHostOptions home, Function definition, bool isCalled)
    {
        var key = Key(home, definition);
        if (_functions.TryGetValue(key, out var known) && known.Definition.RunsAs(definition))
        {
            known.Definition = definition;
            return known;
        }

        var served = new Served(definition, new LocalFunction(definition, home, _time, _wheel, _guard, _logs.Of(LogName(home, definition))));
        _functions[key] = served;
        if (known is not null)
        {
            Retire(known);
        }

        if (_options.PreparesAhead && isCalled)
        {
            _ = served.Target.PrepareAsync();
        }

        return served;
    }

    // The lock is held.
    private void Retire(Served served)
    {
        _retired.Add(served);
        _ = RetireAsync(served, _stopping.Token);
    }

    private async Task RetireAsync(Served served, CancellationToken stopping)
    {
        try
        {
            served.Target.Retire();
            await Task.Delay(TimeSpan.FromMilliseconds(GraceMilliseconds), _time, stopping);
            lock (_lock)
            {
                served.ForgetIn(_directory);
            }

            await served.Target.Emptied().WaitAsync(stopping);
            lock (_lock)
            {
                if (!_retired.Remove(served))
                {
                    return;
                }
            }

            await served.Target.DisposeAsync();
        }
        catch (OperationCanceledException)
        {
            // All of them are ended now.
        }
    }

    /// <summary>A version of a function and the names that the directory knows it by: its own and its aliases'.</summary>
    private sealed class Served(Function definition, LocalFunction target)
    {
        private readonly Dictionary<string, (FunctionName Name, FunctionTarget Target)> _entries = new(StringComparer.Ordinal);
        private HashSet<string> _wanted = [];

        public Function Definition { get; set; } = definition;

        public LocalFunction Target => target;

        /// <param name="qualifiers">Versions and aliases; empty for none.</param>
        public void NameIn(FunctionDirectory directory, HashSet<string> qualifiers)
        {
            _wanted = qualifiers;
            foreach (var qualifier in qualifiers)
            {
                if (!_entries.TryGetValue(qualifier, out var entry))
                {
                    entry = qualifier.Length == 0
                        ? (FunctionName.Parse(target.Arn)!, target)
                        : (FunctionName.Parse($"{target.Arn}:{qualifier}")!, new QualifiedFunction(target, qualifier));
                    _entries[qualifier] = entry;
                }

                directory.Set(entry.Name, entry.Target);
            }
        }

        /// <summary>Forgets the names that it had before and has not any more.</summary>
        public void ForgetOthersIn(FunctionDirectory directory)
        {
            foreach (var (qualifier, entry) in _entries)
            {
                if (!_wanted.Contains(qualifier))
                {
                    directory.Remove(entry.Name, entry.Target);
                    _entries.Remove(qualifier);
                }
            }
        }

        public void ForgetIn(FunctionDirectory directory)
        {
            foreach (var (_, entry) in _entries)
            {
                directory.Remove(entry.Name, entry.Target);
            }
        }
    }
}
