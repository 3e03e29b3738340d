// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Names for versions of functions: create, get, list, update, delete.</summary>
internal static partial class Aliases
{
    public sealed record AliasConfiguration(string AliasArn, string Name, string FunctionVersion, string Description, string RevisionId);

    public sealed record CreateAliasRequest
    {
        public required string Name { get; init; }

        public required string FunctionVersion { get; init; }

        public string? Description { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateAliasRequest
    {
        public string? FunctionVersion { get; init; }

        public string? Description { get; init; }

        public string? RevisionId { get; init; }
    }

    public static OperationResult<AliasConfiguration> CreateAlias(Account account, string functionName, CreateAliasRequest request)
    {
        if (FunctionReference.TryFindWhole(account, functionName, out var function) is { } error)
        {
            return error;
        }

        var name = request.Name;
        if (!Name().IsMatch(name) || name.All(char.IsAsciiDigit))
        {
            return AwsError.ValidationFailed(name, "name", "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
        }

        return function.Aliases.ContainsKey(name)
            ? AwsError.AliasExists(FunctionArns.Of(account, function.FunctionName, name))
            : Put(account, function, new Alias { Name = name, FunctionVersion = request.FunctionVersion, Description = request.Description });
    }

    public static OperationResult<AliasConfiguration> GetAlias(Account account, string functionName, string name) =>
        TryFind(account, functionName, name, out var function, out var alias) is { } error
            ? error
            : OperationResult<AliasConfiguration>.Done(account, Configuration(account, function, alias));

    /// <param name="account">Whose function it is.</param>
    /// <param name="functionName">The function.</param>
    /// <param name="functionVersion">Lists the names of this version only.</param>
    /// <param name="marker">Where the page before ended.</param>
    /// <param name="maxItems">Names at most.</param>
    public static OperationResult<Page<AliasConfiguration>> ListAliases(
        Account account, string functionName, string? functionVersion = null, string? marker = null, int? maxItems = null)
    {
        if (FunctionReference.TryFindWhole(account, functionName, out var function) is { } invalid)
        {
            return invalid;
        }

        var all = function.Aliases.Values
            .Where(alias => functionVersion is null || alias.FunctionVersion == functionVersion)
            .Select(alias => Configuration(account, function, alias))
            .ToList();
        var (page, error) = Paging.ByMarker(all, static alias => alias.Name, marker, maxItems);
        return error is not null ? error : OperationResult<Page<AliasConfiguration>>.Done(account, page!);
    }

    public static OperationResult<AliasConfiguration> UpdateAlias(Account account, string functionName, string name, UpdateAliasRequest request)
    {
        if (TryFind(account, functionName, name, out var function, out var alias) is { } error)
        {
            return error;
        }

        return request.RevisionId is { } revision && revision != alias.RevisionId
            ? AwsError.FunctionRevised("GetFunction/GetAlias")
            : Put(account, function, alias with
            {
                FunctionVersion = request.FunctionVersion ?? alias.FunctionVersion,
                Description = request.Description ?? alias.Description,
            });
    }

    /// <summary>Deletes the name, with its policy. One that is not there is no fault.</summary>
    public static OperationResult<Function> DeleteAlias(Account account, string functionName, string name)
    {
        if (FunctionReference.TryFindWhole(account, functionName, out var function) is { } error)
        {
            return error;
        }

        function = function with
        {
            Aliases = function.Aliases.Remove(name),
            Permissions = function.Aliases.ContainsKey(name) ? Permissions.Without(function, name) : function.Permissions,
        };
        return OperationResult<Function>.Done(Functions.With(account, function), function);
    }

    private static AwsError? TryFind(Account account, string functionName, string name, out Function function, out Alias alias)
    {
        alias = null!;
        return FunctionReference.TryFindWhole(account, functionName, out function)
            ?? (function.Aliases.TryGetValue(name, out alias!) ? null : AwsError.NoAlias(FunctionArns.Of(account, function.FunctionName, name)));
    }

    private static OperationResult<AliasConfiguration> Put(Account account, Function function, Alias alias)
    {
        // An alias names a version, never another alias.
        if (!Version().IsMatch(alias.FunctionVersion))
        {
            return AwsError.ValidationFailed(alias.FunctionVersion, "functionVersion", @"Member must satisfy regular expression pattern: (\$LATEST(\.PUBLISHED)?|[0-9]+)");
        }

        if (function.Named(alias.FunctionVersion) is null)
        {
            return AwsError.NoFunction(FunctionArns.Of(account, function.FunctionName, alias.FunctionVersion));
        }

        if (alias.Description is { Length: > 256 } description)
        {
            return AwsError.ValidationFailed(description, "description", "Member must have length less than or equal to 256");
        }

        alias = alias with { RevisionId = Revisions.Next(alias.RevisionId, function.FunctionName, alias.Name, alias.FunctionVersion, alias.Description) };
        function = function with { Aliases = function.Aliases.SetItem(alias.Name, alias) };
        return OperationResult<AliasConfiguration>.Done(Functions.With(account, function), Configuration(account, function, alias));
    }

    private static AliasConfiguration Configuration(Account account, Function function, Alias alias) =>
        new(FunctionArns.Of(account, function.FunctionName, alias.Name), alias.Name, alias.FunctionVersion, alias.Description ?? "", alias.RevisionId);

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,128}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A(?:\$LATEST|[0-9]{1,10})\z")]
    private static partial Regex Version();
}
