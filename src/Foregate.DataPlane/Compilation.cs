// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Collections.Immutable;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Lambda;
using Account = Foregate.Definitions.Account;

namespace Foregate.DataPlane;

/// <summary>What a step's For() is given: the definition's surroundings, the ledgers, and where faults are collected.</summary>
/// <param name="parts">Is told which parts of the account were looked at: an API is compiled anew when one of them changes.</param>
internal sealed class Compilation(Ledgers ledgers, List<CompilationFault> faults, List<CompilationFault> held, HashSet<Func<Account, object?>>? parts = null)
{
    private static readonly Func<Account, object?> s_usagePlans = static account => account.UsagePlans;
    private static readonly Func<Account, object?> s_apiKeys = static account => account.ApiKeys;
    private static readonly Func<Account, object?> s_functions = static account => account.Functions;
    private static readonly Func<Account, object?> s_vpcLinks = static account => account.VpcLinks;
    private static readonly Func<Account, object?> s_clientCertificates = static account => account.ClientCertificates;
    private static readonly Func<Account, object?> s_throttleSettings = static account => account.ThrottleSettings;

    private readonly Account _account = null!;

    public Ledgers Ledgers { get; } = ledgers;

    public GatewayOptions Options => Ledgers.Options;

    public required ApiKind Kind { get; init; }

    public required string ApiId { get; init; }

    public required string StageName { get; init; }

    public required FrozenDictionary<string, string> Variables { get; init; }

    /// <summary>The certificate that the stage shows to back ends; null for none.</summary>
    public string? ClientCertificateId { get; init; }

    /// <summary>Whether it is the stage as its canary sees it.</summary>
    public bool IsCanary { get; init; }

    /// <summary>Whose the API is. What steps need of it has a property here, which notes that it was needed.</summary>
    public required Account Account
    {
        init => _account = value;
    }

    public string AccountId => _account.AccountId;

    public string Region => _account.Region;

    public ImmutableSortedDictionary<string, UsagePlan> UsagePlans => Noted(s_usagePlans, _account.UsagePlans);

    public ImmutableSortedDictionary<string, ApiKey> ApiKeys => Noted(s_apiKeys, _account.ApiKeys);

    public ImmutableSortedDictionary<string, Function> Functions => Noted(s_functions, _account.Functions);

    public ImmutableSortedDictionary<string, VpcLink> VpcLinks => Noted(s_vpcLinks, _account.VpcLinks);

    public ImmutableSortedDictionary<string, ClientCertificate> ClientCertificates => Noted(s_clientCertificates, _account.ClientCertificates);

    public ThrottleSettings? ThrottleSettings => Noted(s_throttleSettings, _account.ThrottleSettings);

    /// <summary>AWS path of the definition being compiled; faults and refusals name it.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it is for one request that is made by hand: what that came to is told by its log.</summary>
    public bool IsTest { get; init; }

    public Rejections Rejections => Rejections.Of(Kind);

    /// <summary>The same surroundings for a part of the definition.</summary>
    public Compilation At(string path) => new(Ledgers, faults, held, parts)
    {
        Kind = Kind,
        ApiId = ApiId,
        StageName = StageName,
        ClientCertificateId = ClientCertificateId,
        Variables = Variables,
        Account = _account,
        IsCanary = IsCanary,
        Path = path,
        IsTest = IsTest,
    };

    private T Noted<T>(Func<Account, object?> part, T value)
    {
        parts?.Add(part);
        return value;
    }

    /// <summary>Notes a fault and goes on, so that all are reported at once.</summary>
    public void Fault(string message) => faults.Add(new CompilationFault(Path, message));

    /// <summary>Tells what can be served and is probably not what was meant.</summary>
    public void Notice(string message) => held.Add(new CompilationFault(Path, message));

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
