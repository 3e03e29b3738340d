// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>The resource policies of functions, versions and aliases, which say who may invoke them: add, get, remove.</summary>
internal static partial class Permissions
{
    /// <param name="Statement">The statement as JSON.</param>
    public sealed record AddPermissionResponse(string Statement);

    /// <param name="Policy">The policy as JSON, its statements in the order of their ids.</param>
    /// <param name="RevisionId">Of the function, version or alias whose policy it is.</param>
    public sealed record GetPolicyResponse(string Policy, string RevisionId);

    /// <param name="account">Whose function it is.</param>
    /// <param name="functionName">The function; a version or an alias behind it has a policy of its own.</param>
    /// <param name="permission">What to add; its qualifier is the same as one behind the name.</param>
    /// <param name="quotas">The limits to keep.</param>
    /// <param name="revisionId">What the caller has seen; <see langword="null"/> adds to whatever there is.</param>
    public static OperationResult<AddPermissionResponse> AddPermission(
        Account account, string functionName, Permission permission, Quotas quotas, string? revisionId = null)
    {
        if (Check(permission) is { } invalid)
        {
            return invalid;
        }

        if (Find(account, functionName, permission.Qualifier, revisionId, out var reference) is { } error)
        {
            return error;
        }

        if (reference.Qualifier == Function.Latest)
        {
            return AwsError.InvalidParameter("We currently do not support adding policies for $LATEST.");
        }

        var function = reference.Function;
        permission = permission with { Qualifier = reference.Qualifier };
        if (function.Permissions.ContainsKey(permission.Key))
        {
            return AwsError.StatementExists(permission.StatementId);
        }

        function = Revised(function with { Permissions = function.Permissions.Add(permission.Key, permission) }, reference.Qualifier, "add", permission);
        var arn = FunctionArns.Of(account, function.FunctionName, reference.Qualifier);
        return Encoding.UTF8.GetByteCount(FunctionPolicy.Policy(arn, Of(function, reference.Qualifier))) > quotas.FunctionPolicyBytes
            ? AwsError.PolicyTooLong(quotas.FunctionPolicyBytes)
            : OperationResult<AddPermissionResponse>.Done(Functions.With(account, function), new AddPermissionResponse(FunctionPolicy.Statement(arn, permission)));
    }

    public static OperationResult<GetPolicyResponse> GetPolicy(Account account, string functionName, string? qualifier = null)
    {
        if (Find(account, functionName, qualifier, null, out var reference) is { } error)
        {
            return error;
        }

        var function = reference.Function;
        var statements = Of(function, reference.Qualifier).ToList();
        return statements.Count == 0
            ? AwsError.NoPolicy()
            : OperationResult<GetPolicyResponse>.Done(account, new GetPolicyResponse(
                FunctionPolicy.Policy(FunctionArns.Of(account, function.FunctionName, reference.Qualifier), statements), RevisionOf(function, reference.Qualifier)));
    }

    public static OperationResult<Permission> RemovePermission(
        Account account, string functionName, string statementId, string? qualifier = null, string? revisionId = null)
    {
        if (Find(account, functionName, qualifier, revisionId, out var reference) is { } error)
        {
            return error;
        }

        var function = reference.Function;
        var key = reference.Qualifier is null ? statementId : $"{reference.Qualifier}:{statementId}";
        if (!function.Permissions.TryGetValue(key, out var permission))
        {
            return AwsError.NoStatement(statementId);
        }

        function = Revised(function with { Permissions = function.Permissions.Remove(key) }, reference.Qualifier, "remove", permission);
        return OperationResult<Permission>.Done(Functions.With(account, function), permission);
    }

    /// <summary>The function's statements without those of a version or an alias.</summary>
    public static ImmutableSortedDictionary<string, Permission> Without(Function function, string qualifier) =>
        OrdinalMap.Empty<Permission>().AddRange(function.Permissions.Where(entry => entry.Value.Qualifier != qualifier));

    private static IEnumerable<Permission> Of(Function function, string? qualifier) => function.Permissions.Values.Where(permission => permission.Qualifier == qualifier);

    private static AwsError? Find(Account account, string functionName, string? qualifier, string? revisionId, out FunctionReference reference) =>
        FunctionReference.TryFindVersion(account, functionName, qualifier, out reference)
        ?? (revisionId is null || revisionId == RevisionOf(reference.Function, reference.Qualifier) ? null : AwsError.FunctionRevised("GetPolicy"));

    private static string RevisionOf(Function function, string? qualifier) =>
        qualifier is not null && function.Aliases.TryGetValue(qualifier, out var alias) ? alias.RevisionId : function.Named(qualifier)!.RevisionId;

    /// <summary>A policy changes the revision of what it belongs to.</summary>
    private static Function Revised(Function function, string? qualifier, string change, Permission permission)
    {
        var revision = Revisions.Next(RevisionOf(function, qualifier), change, permission.ToString());
        if (qualifier is null)
        {
            return function with { RevisionId = revision };
        }

        if (function.Aliases.TryGetValue(qualifier, out var alias))
        {
            return function with { Aliases = function.Aliases.SetItem(qualifier, alias with { RevisionId = revision }) };
        }

        var (number, version) = function.Versions.First(entry => entry.Value.Version == qualifier);
        return function with { Versions = function.Versions.SetItem(number, version with { RevisionId = revision }) };
    }

    private static AwsError? Check(Permission permission)
    {
        if (!StatementId().IsMatch(permission.StatementId))
        {
            return AwsError.ValidationFailed(permission.StatementId, "statementId", "Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)");
        }

        if (!Action().IsMatch(permission.Action))
        {
            return AwsError.ValidationFailed(permission.Action, "action", "Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])");
        }

        if (!Principal().IsMatch(permission.Principal))
        {
            return AwsError.InvalidParameter("The provided principal was invalid. Please check the principal and try again.");
        }

        if (permission.SourceArn is { } arn && !SourceArn().IsMatch(arn))
        {
            return AwsError.ValidationFailed(
                arn, "sourceArn", @"Member must satisfy regular expression pattern: arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)");
        }

        if (permission.SourceAccount is { } account && !(account.Length == 12 && account.All(char.IsAsciiDigit)))
        {
            return AwsError.ValidationFailed(account, "sourceAccount", @"Member must satisfy regular expression pattern: \d{12}");
        }

        return permission.FunctionUrlAuthType is null or "NONE" or "AWS_IAM"
            ? null
            : AwsError.ValidationFailed(permission.FunctionUrlAuthType, "functionUrlAuthType", "Member must satisfy enum value set: [NONE, AWS_IAM]");
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,100}\z")]
    private static partial Regex StatementId();

    [GeneratedRegex(@"\A(?:lambda:\*|lambda:[a-zA-Z]+|\*)\z")]
    private static partial Regex Action();

    // Everyone, an account, an ARN or a service.
    [GeneratedRegex(@"\A(?:\*|\d{12}|arn:[^\s:]+:[^\s]+|[^\s.:]+(?:\.[^\s.:]+)+)\z")]
    private static partial Regex Principal();

    // AWS's pattern, with any name of a region.
    [GeneratedRegex(@"\Aarn:aws[a-zA-Z0-9-]*:[a-zA-Z0-9-]+:[a-z0-9-]*:(?:\d{12})?:.*\z", RegexOptions.Singleline)]
    private static partial Regex SourceArn();
}
