// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;

namespace Foregate.ControlPlane.Operations.ApiGateway.Keys;

/// <summary>Makes API keys from a table with the columns Name and Key, and Description, Enabled and UsagePlanIds where they are wanted.</summary>
internal static class ApiKeyImport
{
    // As many keys as an account can have on AWS.
    private const int MostRows = 10_000;

    /// <param name="Ids">In the order of the rows.</param>
    /// <param name="Warnings">One for each row that could not be taken.</param>
    public sealed record ApiKeyIds(IReadOnlyList<string> Ids, IReadOnlyList<string> Warnings);

    public static OperationResult<ApiKeyIds> ImportApiKeys(Account account, string table, bool failOnWarnings, OperationContext context)
    {
        if (CsvRows.Read(table.TrimStart('\uFEFF')) is not [var head, .. var rows])
        {
            return AwsError.BadRequest("Unable to parse the API key file: it is not a CSV file with a header row");
        }

        var columns = head.Select((name, at) => (Name: name.Trim(), At: at)).ToLookup(static column => column.Name, static column => column.At, StringComparer.OrdinalIgnoreCase);
        if (!columns.Contains("Name") || !columns.Contains("Key"))
        {
            return AwsError.BadRequest("Unable to parse the API key file: the header row must have the columns Name and Key");
        }

        if (rows.Count > MostRows)
        {
            return AwsError.BadRequest($"Unable to import the API key file: it has more than {MostRows} rows");
        }

        var ids = new List<string>();
        var warnings = new List<string>();
        foreach (var (at, row) in rows.Index())
        {
            var made = Import(account, Cell, context with { IdSeed = $"{context.IdSeed}/{at}" });
            if (made.Error is { } error)
            {
                warnings.Add($"Row {at + 1}: {error.Message}");
                continue;
            }

            account = made.Account!;
            ids.Add(made.Response!);

            string Cell(string column) => columns[column].FirstOrDefault(-1) is >= 0 and var index && index < row.Length ? row[index].Trim() : "";
        }

        return failOnWarnings && warnings.Count > 0
            ? AwsError.BadRequest(string.Join("; ", warnings))
            : OperationResult<ApiKeyIds>.Done(account, new ApiKeyIds(ids, warnings));
    }

    private static OperationResult<string> Import(Account account, Func<string, string> cell, OperationContext context)
    {
        var (name, value) = (cell("Name"), cell("Key"));
        if (name.Length == 0 || value.Length == 0)
        {
            return AwsError.BadRequest("Name and Key must be non-empty");
        }

        bool? enabled = cell("Enabled").ToUpperInvariant() switch { "" or "TRUE" => true, "FALSE" => false, _ => null };
        if (enabled is null)
        {
            return AwsError.BadRequest($"Enabled must be TRUE or FALSE, and is {cell("Enabled")}");
        }

        var description = cell("Description") is { Length: > 0 } text ? text : null;
        var known = account.ApiKeys.Values.FirstOrDefault(key => key.Value == value);
        // A value that is there says the same key anew.
        var put = known is null
            ? ApiKeys.CreateApiKey(account, new ApiKeys.CreateApiKeyRequest { Name = name, Value = value, Description = description, Enabled = enabled.Value }, context)
            : ApiKeys.ReplaceApiKey(account, known with { Name = name, Description = description, Enabled = enabled.Value }, context);
        if (put.Error is { } error)
        {
            return error;
        }

        account = put.Account!;
        foreach (var plan in cell("UsagePlanIds").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (account.UsagePlans.TryGetValue(plan, out var found) && found.Keys.ContainsKey(put.Response!.Id))
            {
                continue;
            }

            var joined = UsagePlanKeys.CreateUsagePlanKey(account, plan, put.Response!.Id, "API_KEY", context);
            if (joined.Error is { } refused)
            {
                return refused;
            }

            account = joined.Account!;
        }

        return OperationResult<string>.Done(account, put.Response!.Id);
    }
}
