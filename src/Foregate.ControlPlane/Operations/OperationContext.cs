// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;

namespace Foregate.ControlPlane.Operations;

/// <summary>What operations need besides the account: the time, where ids and secrets come from, and the limits.</summary>
internal sealed record OperationContext
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Fills a buffer with bytes nobody can guess.</summary>
    public required Action<Span<byte>> FillRandom { get; init; }

    /// <summary>What ids are made from instead of names, which need not be unique: a template's logical id.</summary>
    public string? IdSeed { get; init; }

    /// <summary>
    /// Keeps a function's zip archive and gives the absolute path of the file, which holds this content for as long as a function names it; throws what
    /// writing files throws. <see langword="null"/> where nothing can be kept.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, string>? KeepCode { get; init; }

    /// <summary>The account's objects in S3; <see langword="null"/> where there are none.</summary>
    public ObjectAccess? Objects { get; init; }

    /// <summary>The id of what is created, where somebody chose it.</summary>
    public string? FixedId { get; init; }

    /// <summary>Whether an API of another account, or in another region, has this id.</summary>
    public Func<string, bool> IsTakenElsewhere { get; init; } = static _ => false;

    /// <summary>Whether another account has this public domain name.</summary>
    public Func<string, bool> IsDomainNameTaken { get; init; } = static _ => false;

    public Quotas Quotas { get; init; } = Quotas.Default;

    /// <summary>Told of what AWS refuses and is taken all the same; <see langword="null"/> where it is refused.</summary>
    public Action<AwsError>? Tolerate { get; init; }

    /// <summary>Why something is refused that nothing could come of; <see langword="null"/> also where it is taken, and told.</summary>
    public AwsError? Judge(AwsError? refusal)
    {
        if (refusal is null || Tolerate is null)
        {
            return refusal;
        }

        Tolerate(refusal);
        return null;
    }
}
