// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Foregate.Definitions;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Versions: what a function was when it was published, with its code and configuration: publish, list, delete.</summary>
internal static class Versions
{
    /// <summary>Every member that is <see langword="null"/> asks for nothing.</summary>
    public sealed record PublishVersionRequest
    {
        /// <summary>The archive that the caller means to publish.</summary>
        public string? CodeSha256 { get; init; }

        /// <summary>The version's own description, in place of the function's.</summary>
        public string? Description { get; init; }

        public string? RevisionId { get; init; }
    }

    /// <summary>Gives what the function is now the next number. What has not changed since the version before is that version.</summary>
    public static OperationResult<FunctionConfiguration> PublishVersion(Account account, string functionName, PublishVersionRequest request, OperationContext context)
    {
        if ((FunctionReference.TryFindWhole(account, functionName, out var function) ?? FunctionRules.CheckRevision(request.RevisionId, function)) is { } invalid)
        {
            return invalid;
        }

        if (request.CodeSha256 is { } sha256 && sha256 != function.CodeSha256)
        {
            return AwsError.InvalidParameter(
                $"CodeSHA256 ({sha256}) is different from current CodeSHA256 in $LATEST ({function.CodeSha256}). Please try again with the CodeSHA256 in $LATEST.");
        }

        if (function.Versions.TryGetValue(function.LatestVersion, out var before) && IsUnchanged(before, function, request))
        {
            return OperationResult<FunctionConfiguration>.Done(account, FunctionConfiguration.Of(account, before, before.Version));
        }

        var number = function.LatestVersion + 1;
        var published = Revisions.Revised(
            function with
            {
                Version = number.ToString(CultureInfo.InvariantCulture),
                Description = request.Description ?? function.Description,
                Tags = OrdinalMap.Empty<string>(),
                Aliases = OrdinalMap.Empty<Alias>(),
                Versions = function.Versions.Clear(),
                Permissions = OrdinalMap.Empty<Permission>(),
            },
            context,
            "publish");
        if (FunctionRules.Check(published) is { } error)
        {
            return error;
        }

        account = Functions.With(account, function with { LatestVersion = number, Versions = function.Versions.Add(number, published) });
        return OperationResult<FunctionConfiguration>.Done(account, FunctionConfiguration.Of(account, published, published.Version));
    }

    public static OperationResult<Page<FunctionConfiguration>> ListVersionsByFunction(Account account, string functionName, string? marker = null, int? maxItems = null)
    {
        if ((FunctionReference.TryFindWhole(account, functionName, out var function)) is { } invalid)
        {
            return invalid;
        }

        var (page, error) = Paging.ByMarker(Of(account, function), static item => KeyOf(item.Version), marker, maxItems);
        return error is not null ? error : OperationResult<Page<FunctionConfiguration>>.Done(account, page!);
    }

    /// <summary>The unpublished version first, then the others in the order of their numbers.</summary>
    public static List<FunctionConfiguration> Of(Account account, Function function)
    {
        var all = new List<FunctionConfiguration> { FunctionConfiguration.Of(account, function, Function.Latest) };
        all.AddRange(function.Versions.Values.Select(version => FunctionConfiguration.Of(account, version, version.Version)));
        return all;
    }

    /// <summary>A text whose ordinal order is the versions'.</summary>
    public static string KeyOf(string version) => version == Function.Latest ? version : version.PadLeft(10, '0');

    /// <summary>Deletes a version that no alias names, with its policy.</summary>
    public static OperationResult<Function> Delete(Account account, Function function, string qualifier)
    {
        if (qualifier == Function.Latest)
        {
            return AwsError.InvalidParameter("$LATEST version cannot be deleted without deleting the function.");
        }

        if (!int.TryParse(qualifier, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return AwsError.InvalidParameter("Deletion of aliases is not currently supported.");
        }

        if (!function.Versions.TryGetValue(number, out var version))
        {
            return AwsError.NoFunction(FunctionArns.Of(account, function.FunctionName, qualifier));
        }

        var aliases = function.Aliases.Values.Where(alias => alias.FunctionVersion == version.Version).Select(alias => alias.Name).ToList();
        if (aliases.Count > 0)
        {
            return AwsError.VersionInUse(version.Version, string.Join(", ", aliases));
        }

        function = function with { Versions = function.Versions.Remove(number), Permissions = Permissions.Without(function, version.Version) };
        return OperationResult<Function>.Done(Functions.With(account, function), version);
    }

    private static bool IsUnchanged(Function before, Function now, PublishVersionRequest request) =>
        (now with { Version = before.Version, ReservedConcurrentExecutions = before.ReservedConcurrentExecutions }).RunsAs(before)
        && now.Role == before.Role
        && now.Architecture == before.Architecture
        && (request.Description ?? now.Description) == before.Description;
}
