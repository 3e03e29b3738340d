// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Objects;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.DataPlane;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol;

/// <summary>Where calls find keys and accounts and leave accounts changed.</summary>
public sealed partial record AccountAccess
{
    /// <summary>The access key with this id; <see langword="null"/> when there is none.</summary>
    public required Func<string, AccessKey?> FindKey { get; init; }

    public required Func<string, bool> HasRegion { get; init; }

    /// <summary>What an account has defined in a region, as it is now.</summary>
    public required Func<AccountKey, Account> Read { get; init; }

    /// <summary>Compiles, stores and serves an account that was computed from the one given first, or says why not.</summary>
    public required Func<Account, Account, StoreChange, Publication> Publish { get; init; }

    /// <summary>Whether an API of another account or region has the id.</summary>
    public Func<string, AccountKey, bool> IsTakenElsewhere { get; init; } = static (_, _) => false;

    /// <summary>Whether another account has the public domain name.</summary>
    public Func<string, AccountKey, bool> IsDomainNameTaken { get; init; } = static (_, _) => false;

    /// <summary>Forgets what a stage of a REST API (its id and the stage's name) has cached of answers.</summary>
    public Action<AccountKey, string, string> FlushStageCache { get; init; } = static (_, _, _) => { };

    /// <summary>Forgets what such a stage has kept of its authorizers' decisions.</summary>
    public Action<AccountKey, string, string> FlushStageAuthorizersCache { get; init; } = static (_, _, _) => { };

    /// <summary>Is told what a published account says and is not served yet.</summary>
    public Action<CompilationFault>? Tell { get; init; }

    /// <summary>Is told, in a sentence, of a call that changed what a stack or the served document owns.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Who makes requests of methods by hand; <see langword="null"/> for nobody.</summary>
    public Gateway? Gateway { get; init; }

    /// <summary>What is told of each call, answered or refused; <see langword="null"/> for nothing.</summary>
    public AuditTrail? Audit { get; init; }

    /// <summary>What lies in S3; <see langword="null"/> for nothing.</summary>
    public ObjectStore? Objects { get; init; }

    /// <summary>Makes and knows temporary credentials; <see langword="null"/> where there are none.</summary>
    public SessionTokens? Sessions { get; init; }

    /// <summary>What API keys use of their plans; <see langword="null"/> where nothing is counted.</summary>
    public UsageKeeper? Usage { get; init; }

    /// <summary>What a publisher serves: all accounts, in all regions.</summary>
    public static AccountAccess Of(Publisher publisher, Func<string, AccessKey?> findKey, AuditTrail? audit = null) => new()
    {
        FindKey = findKey,
        HasRegion = static name => Region().IsMatch(name),
        Read = publisher.Read,
        Publish = publisher.Publish,
        IsTakenElsewhere = publisher.IsTakenElsewhere,
        IsDomainNameTaken = publisher.IsDomainNameTaken,
        FlushStageCache = publisher.FlushStageCache,
        FlushStageAuthorizersCache = publisher.FlushStageAuthorizersCache,
        Gateway = publisher.Gateway,
        Audit = audit,
        Usage = publisher.Usage,
    };

    /// <summary>The key that a signature names, where it is good now; otherwise <see langword="null"/>.</summary>
    /// <param name="isOver">Whether it was good once, and its time is over.</param>
    internal AccessKey? Find(RequestSignature signature, out bool isOver)
    {
        isOver = false;
        if (signature.SessionToken is null || Sessions is null || !signature.AccessKeyId.StartsWith(SessionTokens.Prefix, StringComparison.Ordinal))
        {
            return FindKey(signature.AccessKeyId) is { IsActive: true } active ? active : null;
        }

        var key = Sessions.Open(signature.AccessKeyId, signature.SessionToken);
        isOver = key is not null && Sessions.IsOver(key);
        return key is not null && !isOver && FindKey(key.ParentId!) is { IsActive: true } ? key : null;
    }

    // AWS gains regions; what a name of one looks like stays.
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();
}
