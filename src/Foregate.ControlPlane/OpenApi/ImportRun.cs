// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>One import under way: the account as operations change it, and where each definition came from.</summary>
internal sealed class ImportRun(ReadingContext reading, Account account, OperationContext operations, ImportOptions options)
{
    private readonly Dictionary<string, SourceMap.Entry> _sources = new(StringComparer.Ordinal);

    public ReadingContext Reading { get; } = reading;

    public OperationContext Operations { get; } = operations;

    public ImportOptions Options { get; } = options;

    public Upstream? Upstream { get; init; }

    public Account Account { get; private set; } = account;

    public bool HasFaults => Reading.Faults.Count > 0;

    /// <summary>Runs an operation; its refusal becomes a fault at the place that asked for it.</summary>
    public T? Apply<T>(Func<Account, OperationResult<T>> operation, SourceLocation location, string documentPath, string cure)
        where T : class
    {
        var result = operation(Account);
        if (result.Error is { } error)
        {
            Refuse(error, location, documentPath, cure);
            return null;
        }

        Account = result.Account!;
        return result.Response;
    }

    public void Refuse(AwsError error, SourceLocation location, string documentPath, string cure) =>
        Reading.Fault(location, documentPath, error.Message.EndsWith('.') ? error.Message : $"{error.Message}.", error.IsLimit ? "Have fewer of them, or serve without --strict-aws." : cure);

    /// <summary>Reports a property that an operation would refuse, at the property itself.</summary>
    public void Check(Section section, string property, AwsError? error)
    {
        if (error is not null)
        {
            Refuse(error, section.At(property), section.Has(property) ? section.PathOf(property) : section.Path, CureOf(property));
        }
    }

    public void Source(string definitionPath, SourceLocation location, string documentPath) =>
        _sources[definitionPath] = new SourceMap.Entry(location, documentPath);

    private static string CureOf(string property) => property switch
    {
        "uri" => "Write http:// or https://, a host and a path, for example http://127.0.0.1:9000/pets.",
        "httpMethod" => "Write the method that the back end is asked with, or ANY for the caller's.",
        _ => "Change it to what API Gateway accepts.",
    };

    /// <summary>AWS's dates have no fractions.</summary>
    public static DateTimeOffset ToTheSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    /// <summary>Takes over what another run made that started from this one's account.</summary>
    public void Adopt(ImportRun other)
    {
        Account = other.Account;
        foreach (var (definitionPath, entry) in other._sources)
        {
            _sources[definitionPath] = entry;
        }
    }

    public SourceMap Sources() => new(_sources);
}
