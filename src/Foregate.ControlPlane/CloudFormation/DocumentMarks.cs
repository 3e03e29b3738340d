// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.OpenApi;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation;

/// <summary>What a document has made, as the account itself remembers it: so a start after another finds what to replace.</summary>
public static class DocumentMarks
{
    /// <summary>The import that made what the account's mark names, as far as the next one needs it; <see langword="null"/> where there is no mark.</summary>
    public static ImportResult? Previous(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Document is not { } mark ? null : new ImportResult
        {
            IsTemplate = true,
            Account = account,
            Before = account with
            {
                RestApis = account.RestApis.RemoveRange(mark.RestApis),
                Apis = account.Apis.RemoveRange(mark.Apis),
                ApiKeys = account.ApiKeys.RemoveRange(mark.ApiKeys),
                UsagePlans = account.UsagePlans.RemoveRange(mark.UsagePlans),
                Functions = account.Functions.RemoveRange(mark.Functions),
                Document = null,
            },
            ApiKeyIds = mark.ApiKeys,
            GeneratedKeys = [.. mark.GeneratedKeys.Select(id => account.ApiKeys.GetValueOrDefault(id)).OfType<ApiKey>().Select(static key => new GeneratedKey(key.Id, key.Name ?? "", key.Value, IsNew: false))],
        };
    }

    /// <summary>Marks what an import has made that was not there before.</summary>
    internal static ImportResult Write(ImportResult result, Account before) => result.Account is not { } account ? result : result with
    {
        Account = account with
        {
            Document = new DocumentMark
            {
                RestApis = Made(account.RestApis, before.RestApis),
                Apis = Made(account.Apis, before.Apis),
                ApiKeys = Made(account.ApiKeys, before.ApiKeys),
                GeneratedKeys = [.. result.GeneratedKeys.Select(static key => key.ApiKeyId)],
                UsagePlans = Made(account.UsagePlans, before.UsagePlans),
                Functions = Made(account.Functions, before.Functions),
            },
        },
    };

    private static ImmutableArray<string> Made<T>(ImmutableSortedDictionary<string, T> after, ImmutableSortedDictionary<string, T> before) =>
        [.. after.Keys.Where(id => !before.ContainsKey(id))];
}
