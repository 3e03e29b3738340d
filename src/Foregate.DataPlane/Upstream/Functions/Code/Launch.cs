// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Functions.Code;

/// <summary>How a process of a function is started. One object for each state of the code: a process of another one is out of date.</summary>
internal sealed class Launch
{
    public required string Program { get; init; }

    public string[] Arguments { get; init; } = [];

    /// <summary>The folder that holds the code.</summary>
    public required string TaskRoot { get; init; }

    /// <summary>The folder that holds the runtime.</summary>
    public required string RuntimeFolder { get; init; }

    /// <summary>Where programs are looked for: the value of PATH.</summary>
    public required string SearchPath { get; init; }

    /// <summary>What the runtime needs besides Lambda's variables.</summary>
    public Dictionary<string, string> Environment { get; init; } = [];
}
