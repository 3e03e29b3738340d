// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>The tags of functions: add, remove, list. Versions and aliases have none, and no tag changes a revision.</summary>
internal static class FunctionTags
{
    /// <param name="account">Whose function it is.</param>
    /// <param name="resource">Its ARN.</param>
    /// <param name="tags">Added to those that it has, or in the place of those of the same name.</param>
    /// <param name="quotas">The limits to keep.</param>
    public static OperationResult<Function> TagResource(Account account, string resource, ImmutableSortedDictionary<string, string> tags, Quotas quotas)
    {
        if (FunctionReference.TryFindWhole(account, resource, out var function) is { } error)
        {
            return error;
        }

        var all = function.Tags.SetItems(tags);
        return FunctionRules.CheckTags(all, quotas) is { } invalid ? invalid : With(account, function, all);
    }

    public static OperationResult<Function> UntagResource(Account account, string resource, IEnumerable<string> tagKeys) =>
        FunctionReference.TryFindWhole(account, resource, out var function) is { } error ? error : With(account, function, function.Tags.RemoveRange(tagKeys));

    public static OperationResult<Function> ListTags(Account account, string resource) =>
        FunctionReference.TryFindWhole(account, resource, out var function) is { } error ? error : OperationResult<Function>.Done(account, function);

    private static OperationResult<Function> With(Account account, Function function, ImmutableSortedDictionary<string, string> tags)
    {
        function = function with { Tags = tags };
        return OperationResult<Function>.Done(Functions.With(account, function), function);
    }
}
