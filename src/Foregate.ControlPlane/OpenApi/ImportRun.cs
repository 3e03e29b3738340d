// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>One import under way: the account as operations change it, and where each definition came from.</summary>
internal sealed class ImportRun(ReadingContext reading, Account account, OperationContext operations, ImportOptions options)
{
    private readonly Dictionary<string, SourceMap.Entry> _sources = new(StringComparer.Ordinal);
    private long _budget = DocumentJson.Limit;

    public ReadingContext Reading { get; } = reading;

    public OperationContext Operations { get; } = operations;

    public ImportOptions Options { get; } = options;

    /// <summary>Into which API, and how, when a call says so.</summary>
    public ImportTarget? Target { get; init; }

    public Upstream? Upstream { get; init; }

    public Account Account { get; private set; } = account;

    public bool HasFaults => Reading.Faults.Count > 0 || Reading.Errors.Count > 0;

    /// <summary>Runs an operation; its refusal becomes a fault at the place that asked for it.</summary>
    /// <param name="attempt">What was tried, as AWS names it in what it answers to an import.</param>
    public T? Apply<T>(Func<Account, OperationResult<T>> operation, SourceLocation location, string documentPath, string cure, string attempt = "")
        where T : class
    {
        var result = operation(Account);
        if (result.Error is { } error)
        {
            Refuse(error, location, documentPath, cure, attempt);
            return null;
        }

        Account = result.Account!;
        return result.Response;
    }

    public void Refuse(AwsError error, SourceLocation location, string documentPath, string cure, string attempt = "")
    {
        if (!Reading.IsLenient)
        {
            Reading.Fault(location, documentPath, error.Message.EndsWith('.') ? error.Message : $"{error.Message}.", error.IsLimit ? "Have fewer of them, or serve without --strict-aws." : cure);
        }
        else if (attempt.Length == 0 || error.IsLimit)
        {
            Reading.Errors.Add(error);
        }
        else if (Target is { IsHttp: true })
        {
            // HTTP APIs are imported as far as they can be.
            Reading.Warn($"{attempt}: {error.Message}");
        }
        else
        {
            Reading.Errors.Add(AwsError.BadRequest($"{attempt}: {error.Message}"));
        }
    }

    /// <summary>Reports a property that an operation would refuse, at the property itself. In a lenient reading the operation says so.</summary>
    public void Check(Section section, string property, AwsError? error)
    {
        if (error is not null && !Reading.IsLenient)
        {
            Refuse(error, section.At(property), section.Has(property) ? section.PathOf(property) : section.Path, CureOf(property));
        }
    }

    /// <summary>Counts text that references and aliases let many definitions have; false, after a fault, when it is too much.</summary>
    public bool Spend(IEnumerable<KeyValuePair<string, string>> texts, SourceLocation location, string documentPath)
    {
        var before = _budget;
        foreach (var (key, value) in texts)
        {
            _budget -= key.Length + value.Length;
        }

        if (before >= 0 && _budget < 0)
        {
            Refuse(AwsError.BadRequest("The document stands for too much text"), location, documentPath, "Refer less often to what is long.");
        }

        return _budget >= 0;
    }

    /// <summary>A part of the document as JSON of its own; <see langword="null"/> after a fault.</summary>
    public JsonObject? Json(DocumentNode node, string documentPath)
    {
        var before = _budget;
        if (node.Kind == NodeKind.Mapping && DocumentJson.Of(node, ref _budget) is JsonObject json)
        {
            return json;
        }

        if (before >= 0)
        {
            Refuse(
                node.Kind == NodeKind.Mapping ? AwsError.BadRequest("The document stands for too much text") : AwsError.BadRequest("This must be an object"),
                node.Location,
                documentPath,
                node.Kind == NodeKind.Mapping ? "Use fewer aliases." : "Write an object.",
                AttributePath.Of(documentPath));
        }

        return null;
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

    /// <summary>Forgets what was made since the account was this one.</summary>
    public void Rewind(Account account) => Account = account;

    /// <summary>Takes over what another run made that started from this one's account.</summary>
    public void Adopt(ImportRun other)
    {
        Account = other.Account;
        Adopt(other._sources);
    }

    /// <summary>Takes over where definitions came from.</summary>
    public void Adopt(IEnumerable<KeyValuePair<string, SourceMap.Entry>> sources)
    {
        foreach (var (definitionPath, entry) in sources)
        {
            _sources[definitionPath] = entry;
        }
    }

    public SourceMap Sources() => new(_sources);
}
