// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Lambda functions: create, get, list, update, delete.</summary>
internal static class Functions
{
    public sealed record CreateFunctionRequest
    {
        public required string FunctionName { get; init; }

        public required string Runtime { get; init; }

        public string? Role { get; init; }

        public string? Handler { get; init; }

        /// <summary>Code that is on this machine already; <see langword="null"/> where <see cref="ZipFile"/> brings it.</summary>
        public FunctionCode? Code { get; init; }

        /// <summary>The bytes of a zip archive: <c>Code.ZipFile</c>, or what S3 has.</summary>
        public ReadOnlyMemory<byte>? ZipFile { get; init; }

        /// <summary>Whether S3 had it: then the limit of requests is none of it.</summary>
        public bool IsZipFromS3 { get; init; }

        public string? Description { get; init; }

        public int? MemorySize { get; init; }

        public int? Timeout { get; init; }

        public bool Publish { get; init; }

        /// <summary><c>Zip</c> when <see langword="null"/>.</summary>
        public string? PackageType { get; init; }

        public ImmutableSortedDictionary<string, string> Environment { get; init; } = OrdinalMap.Empty<string>();

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

        /// <summary>One of <c>x86_64</c> and <c>arm64</c>; the first when empty.</summary>
        public ImmutableArray<string> Architectures { get; init; } = [];

        /// <summary>What templates say with the function and others with PutFunctionConcurrency.</summary>
        public int? ReservedConcurrentExecutions { get; init; }

        /// <summary><c>PER_TENANT</c>, or nothing.</summary>
        public string? TenantIsolationMode { get; init; }
    }

    public sealed record GetFunctionResponse(
        FunctionConfiguration Configuration, FunctionCodeLocation Code, ImmutableSortedDictionary<string, string>? Tags, int? ReservedConcurrentExecutions);

    /// <param name="RepositoryType"><c>file</c>: the code is on the machine that runs it.</param>
    /// <param name="Location">A <c>file:</c> URI; <see langword="null"/> for source that a template holds.</param>
    public sealed record FunctionCodeLocation(string RepositoryType, string? Location);

    /// <param name="FunctionVersion"><c>ALL</c> lists published versions, too; <see langword="null"/> functions alone.</param>
    public sealed record ListFunctionsRequest(string? FunctionVersion = null, string? Marker = null, int? MaxItems = null);

    public sealed record UpdateFunctionCodeRequest
    {
        /// <summary>Code that is on this machine already; <see langword="null"/> where <see cref="ZipFile"/> brings it.</summary>
        public FunctionCode? Code { get; init; }

        public ReadOnlyMemory<byte>? ZipFile { get; init; }

        public bool IsZipFromS3 { get; init; }

        public ImmutableArray<string> Architectures { get; init; } = [];

        public bool Publish { get; init; }

        /// <summary>Says what would become of the function without changing it.</summary>
        public bool DryRun { get; init; }

        public string? RevisionId { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateFunctionConfigurationRequest
    {
        public string? Runtime { get; init; }

        public string? Role { get; init; }

        public string? Handler { get; init; }

        public string? Description { get; init; }

        public int? MemorySize { get; init; }

        public int? Timeout { get; init; }

        public ImmutableSortedDictionary<string, string>? Environment { get; init; }

        public string? RevisionId { get; init; }
    }

    public static OperationResult<FunctionConfiguration> CreateFunction(Account account, CreateFunctionRequest request, OperationContext context)
    {
        if (FunctionRules.CheckName(request.FunctionName) is { } invalid)
        {
            return invalid;
        }

        if (FunctionRules.CheckPackageType(request.PackageType) is { } package)
        {
            return package;
        }

        if (account.Functions.ContainsKey(request.FunctionName))
        {
            return AwsError.FunctionExists(request.FunctionName);
        }

        var function = new Function { FunctionName = request.FunctionName, Runtime = request.Runtime, Code = request.Code ?? new FunctionCode() };
        if (TrySay(account, ref function, request, context) is { } error)
        {
            return error;
        }

        return Changed(account, Revisions.Revised(function, context, "create"), request.Publish, context);
    }

    /// <summary>
    /// The function as if it were made anew: what the request does not say is at its default, but for code, which stays when none is said. Versions, aliases and
    /// policies stay.
    /// </summary>
    public static OperationResult<FunctionConfiguration> ReplaceFunction(Account account, CreateFunctionRequest request, OperationContext context)
    {
        if ((FunctionReference.TryFindWhole(account, request.FunctionName, out var function) ?? FunctionRules.CheckPackageType(request.PackageType)) is { } invalid)
        {
            return invalid;
        }

        if (request.Code is not null || request.ZipFile is not null)
        {
            function = function with { Code = request.Code ?? new FunctionCode(), CodeSha256 = null, CodeSize = 0 };
        }

        return TrySay(account, ref function, request, context) is { } error ? error : Changed(account, Revisions.Revised(function, context, "replace"), publishes: false, context);
    }

    public static OperationResult<GetFunctionResponse> GetFunction(Account account, string functionName, string? qualifier = null)
    {
        if (FunctionReference.TryFindVersion(account, functionName, qualifier, out var reference) is { } error)
        {
            return error;
        }

        var version = reference.Version!;
        var path = version.Code.ZipPath ?? version.Code.Folder;
        return OperationResult<GetFunctionResponse>.Done(account, new GetFunctionResponse(
            FunctionConfiguration.Of(account, version, reference.Qualifier),
            new FunctionCodeLocation("file", path is null ? null : new Uri(path).AbsoluteUri),
            reference.Function.Tags.IsEmpty ? null : reference.Function.Tags,
            reference.Function.ReservedConcurrentExecutions));
    }

    public static OperationResult<FunctionConfiguration> GetFunctionConfiguration(Account account, string functionName, string? qualifier = null) =>
        FunctionReference.TryFindVersion(account, functionName, qualifier, out var reference) is { } error
            ? error
            : OperationResult<FunctionConfiguration>.Done(account, FunctionConfiguration.Of(account, reference.Version!, reference.Qualifier));

    public static OperationResult<Page<FunctionConfiguration>> ListFunctions(Account account, ListFunctionsRequest request)
    {
        if (request.FunctionVersion is not (null or "ALL"))
        {
            return AwsError.ValidationFailed(request.FunctionVersion, "functionVersion", "Member must satisfy enum value set: [ALL]");
        }

        var all = request.FunctionVersion is null
            ? account.Functions.Values.Select(function => FunctionConfiguration.Of(account, function, null)).ToList()
            : account.Functions.Values.SelectMany(function => Versions.Of(account, function)).ToList();
        var (page, error) = Paging.ByMarker(all, static item => $"{item.FunctionName} {Versions.KeyOf(item.Version)}", request.Marker, request.MaxItems);
        return error is not null ? error : OperationResult<Page<FunctionConfiguration>>.Done(account, page!);
    }

    public static OperationResult<FunctionConfiguration> UpdateFunctionCode(Account account, string functionName, UpdateFunctionCodeRequest request, OperationContext context)
    {
        if ((FunctionReference.TryFindWhole(account, functionName, out var function)
            ?? FunctionRules.CheckRevision(request.RevisionId, function)
            ?? FunctionRules.CheckArchitectures(request.Architectures)) is { } invalid)
        {
            return invalid;
        }

        function = function with
        {
            Code = request.Code ?? new FunctionCode(),
            CodeSha256 = null,
            CodeSize = 0,
            Architecture = request.Architectures is [var architecture, ..] ? architecture : function.Architecture,
        };
        if (WithCode(ref function, request.ZipFile, request.IsZipFromS3 ? null : "UpdateFunctionCode", isKept: !request.DryRun, context) is { } error)
        {
            return error;
        }

        function = Revisions.Revised(function, context, "code");
        return request.DryRun
            ? OperationResult<FunctionConfiguration>.Done(account, FunctionConfiguration.Of(account, function, null))
            : Changed(account, function, request.Publish, context);
    }

    public static OperationResult<FunctionConfiguration> UpdateFunctionConfiguration(
        Account account, string functionName, UpdateFunctionConfigurationRequest request, OperationContext context)
    {
        if ((FunctionReference.TryFindWhole(account, functionName, out var function) ?? FunctionRules.CheckRevision(request.RevisionId, function)) is { } invalid)
        {
            return invalid;
        }

        function = function with
        {
            Runtime = request.Runtime ?? function.Runtime,
            Role = request.Role ?? function.Role,
            Handler = request.Handler ?? function.Handler,
            Description = request.Description ?? function.Description,
            MemorySize = request.MemorySize ?? function.MemorySize,
            Timeout = request.Timeout ?? function.Timeout,
            Environment = request.Environment ?? function.Environment,
        };
        return FunctionRules.Check(function) is { } error ? error : Changed(account, Revisions.Revised(function, context, "configuration"), publishes: false, context);
    }

    /// <summary>Deletes the function, or one published version of it.</summary>
    public static OperationResult<Function> DeleteFunction(Account account, string functionName, string? qualifier = null)
    {
        if (FunctionReference.TryFind(account, functionName, qualifier, out var reference) is { } error)
        {
            return error;
        }

        var function = reference.Function;
        return reference.Qualifier is null
            ? OperationResult<Function>.Done(account with { Functions = account.Functions.Remove(function.FunctionName) }, function)
            : Versions.Delete(account, function, reference.Qualifier);
    }

    public static Account With(Account account, Function function) => account with { Functions = account.Functions.SetItem(function.FunctionName, function) };

    private static AwsError? TrySay(Account account, ref Function function, CreateFunctionRequest request, OperationContext context)
    {
        function = function with
        {
            Runtime = request.Runtime,
            Role = request.Role,
            Handler = request.Handler,
            Description = request.Description,
            MemorySize = request.MemorySize ?? 128,
            Timeout = request.Timeout ?? 3,
            Architecture = request.Architectures is [var architecture, ..] ? architecture : "x86_64",
            Environment = request.Environment,
            Tags = request.Tags,
            TenantIsolationMode = request.TenantIsolationMode,
            ReservedConcurrentExecutions = request.ReservedConcurrentExecutions,
        };
        return FunctionRules.CheckArchitectures(request.Architectures)
            ?? FunctionRules.CheckTags(request.Tags, context.Quotas)
            ?? (request.TenantIsolationMode is null or "PER_TENANT" ? null
                : AwsError.ValidationFailed(request.TenantIsolationMode, "tenancyConfig.tenantIsolationMode", "Member must satisfy enum value set: [PER_TENANT]"))
            ?? (request.ReservedConcurrentExecutions is { } reserved ? Concurrency.Check(account, request.FunctionName, reserved, context.Quotas) : null)
            ?? WithCode(ref function, request.ZipFile, request.IsZipFromS3 ? null : "CreateFunction", isKept: true, context);
    }

    /// <summary>Checks the function with its code, and keeps an archive that came with it when nothing else is wrong.</summary>
    /// <param name="operation">Whose request brought the archive; <see langword="null"/> where none did.</param>
    private static AwsError? WithCode(ref Function function, ReadOnlyMemory<byte>? zip, string? operation, bool isKept, OperationContext context)
    {
        if (zip is not { } bytes)
        {
            return FunctionRules.Check(function);
        }

        if (function.Code != new FunctionCode())
        {
            return AwsError.InvalidParameter("Please do not provide other FunctionCode parameters when providing a ZipFile.");
        }

        if ((ZipFiles.Check(bytes, operation, context) ?? FunctionRules.Check(function with { Code = new FunctionCode { ZipPath = "" } })) is { } error)
        {
            return error;
        }

        if (isKept)
        {
            return ZipFiles.TryKeep(function, bytes, context, out function);
        }

        function = ZipFiles.Described(function, bytes);
        return null;
    }

    private static OperationResult<FunctionConfiguration> Changed(Account account, Function function, bool publishes, OperationContext context)
    {
        account = With(account, function);
        return publishes
            ? Versions.PublishVersion(account, function.FunctionName, new Versions.PublishVersionRequest(), context)
            : OperationResult<FunctionConfiguration>.Done(account, FunctionConfiguration.Of(account, function, null));
    }
}
