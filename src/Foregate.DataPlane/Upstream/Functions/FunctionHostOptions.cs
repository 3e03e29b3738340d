// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>How functions are run on this machine.</summary>
public sealed record FunctionHostOptions
{
    public required string Region { get; init; }

    public required string AccountId { get; init; }

    /// <summary>The gateway's environment, of which functions are given the few variables that programs need to run, and the credentials of AWS.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Functions that are not run here: names, what comes behind the stack's name in them (logical ids), or "*".</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];

    /// <summary>Where the bootstraps for scripts are: one folder per language.</summary>
    public string BootstrapFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "functions");

    /// <summary>Where archives are kept. One that is not where its function says is looked for here by its name: the folder may have been restored or moved.</summary>
    public string? ArchiveFolder { get; init; }

    /// <summary>Where archives are unpacked, inline code is written and projects are built to. Emptied of what is out of use.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Processes of one function at most, where it does not say itself.</summary>
    public int DefaultConcurrency { get; init; } = 64;

    /// <summary>Invocations of one function that wait for a process at most.</summary>
    public int MaxWaiting { get; init; } = 1_000;

    /// <summary>Milliseconds that an invocation waits for one of the allowed processes at most.</summary>
    public int MaxWaitMilliseconds { get; init; } = 10_000;

    /// <summary>Milliseconds from the start of a process until it asks for its first invocation, at most.</summary>
    public int InitMilliseconds { get; init; } = 10_000;

    /// <summary>Milliseconds after which a process without work is ended.</summary>
    public int IdleMilliseconds { get; init; } = 300_000;

    /// <summary>Milliseconds between asking a process without work to end and killing it.</summary>
    public int StopMilliseconds { get; init; } = 500;

    /// <summary>Whether a function's files are looked at again when it is called, and its processes replaced when they have changed.</summary>
    public bool FollowsCode { get; init; } = true;

    /// <summary>Whether a function's code is laid out and built when it is defined, rather than when it is called first.</summary>
    public bool PreparesAhead { get; init; }

    internal bool RunsElsewhere(string functionName)
    {
        foreach (var name in Elsewhere)
        {
            if (name == "*" || name == functionName || functionName.EndsWith($"-{name}", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
