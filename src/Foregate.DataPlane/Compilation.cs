// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane;

/// <summary>What a step's For() is given: the definition's surroundings, the ledgers, and where faults are collected.</summary>
internal sealed class Compilation(Ledgers ledgers, List<CompilationFault> faults, List<CompilationFault> held)
{
    public Ledgers Ledgers { get; } = ledgers;

    public GatewayOptions Options => Ledgers.Options;

    public required ApiKind Kind { get; init; }

    public required string ApiId { get; init; }

    public required string StageName { get; init; }

    public required FrozenDictionary<string, string> Variables { get; init; }

    public required Foregate.Definitions.Account Account { get; init; }

    /// <summary>AWS path of the definition being compiled; faults and refusals name it.</summary>
    public required string Path { get; init; }

    public Rejections Rejections => Rejections.Of(Kind);

    /// <summary>The same surroundings for a part of the definition.</summary>
    public Compilation At(string path) => new(Ledgers, faults, held)
    {
        Kind = Kind,
        ApiId = ApiId,
        StageName = StageName,
        Variables = Variables,
        Account = Account,
        Path = path,
    };

    /// <summary>Notes a fault and goes on, so that all are reported at once.</summary>
    public void Fault(string message) => faults.Add(new CompilationFault(Path, message));

    /// <summary>Notes what is said and not served yet: told, and a fault for whoever wants AWS's behaviour or nothing.</summary>
    public void Held(string message) => (Options.StrictAws ? faults : held).Add(new CompilationFault(Path, message));

    /// <summary>The list without the steps that are not configured.</summary>
    public IStep[] Steps(params ReadOnlySpan<IStep?> steps)
    {
        var present = new List<IStep>(steps.Length);
        foreach (var step in steps)
        {
            if (step is not null)
            {
                present.Add(step);
            }
        }

        return [.. present];
    }
}
