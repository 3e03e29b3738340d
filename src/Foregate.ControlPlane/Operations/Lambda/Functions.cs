// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Lambda functions: create, get, update, publish, delete.</summary>
internal static class Functions
{
    public sealed record CreateFunctionRequest
    {
        public required string FunctionName { get; init; }

        public required string Runtime { get; init; }

        public string? Handler { get; init; }

        public required FunctionCode Code { get; init; }

        public string? Description { get; init; }

        public int? MemorySize { get; init; }

        public int? Timeout { get; init; }

        public ImmutableSortedDictionary<string, string> Environment { get; init; } = OrdinalMap.Empty<string>();

        public int? ReservedConcurrentExecutions { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateFunctionConfigurationRequest
    {
        public string? Runtime { get; init; }

        public string? Handler { get; init; }

        public string? Description { get; init; }

        public int? MemorySize { get; init; }

        public int? Timeout { get; init; }

        public ImmutableSortedDictionary<string, string>? Environment { get; init; }
    }

    public static OperationResult<Function> CreateFunction(Account account, CreateFunctionRequest request)
    {
        if (FunctionRules.CheckName(request.FunctionName) is { } invalid)
        {
            return invalid;
        }

        if (account.Functions.ContainsKey(request.FunctionName))
        {
            return AwsError.FunctionExists(request.FunctionName);
        }

        var function = new Function
        {
            FunctionName = request.FunctionName,
            Runtime = request.Runtime,
            Handler = request.Handler,
            Code = request.Code,
            Description = request.Description,
            MemorySize = request.MemorySize ?? 128,
            Timeout = request.Timeout ?? 3,
            Environment = request.Environment,
            ReservedConcurrentExecutions = request.ReservedConcurrentExecutions,
        };
        return FunctionRules.Check(function) is { } error ? error : OperationResult<Function>.Done(With(account, function), function);
    }

    public static OperationResult<Function> GetFunction(Account account, string functionName) =>
        Find(account, functionName) is { } function ? OperationResult<Function>.Done(account, function) : AwsError.NoFunction(FunctionArns.Of(account, functionName));

    public static OperationResult<Function> UpdateFunctionCode(Account account, string functionName, FunctionCode code)
    {
        if (Find(account, functionName) is not { } function)
        {
            return AwsError.NoFunction(FunctionArns.Of(account, functionName));
        }

        function = function with { Code = code };
        return FunctionRules.Check(function) is { } error ? error : OperationResult<Function>.Done(With(account, function), function);
    }

    public static OperationResult<Function> UpdateFunctionConfiguration(Account account, string functionName, UpdateFunctionConfigurationRequest request)
    {
        if (Find(account, functionName) is not { } function)
        {
            return AwsError.NoFunction(FunctionArns.Of(account, functionName));
        }

        function = function with
        {
            Runtime = request.Runtime ?? function.Runtime,
            Handler = request.Handler ?? function.Handler,
            Description = request.Description ?? function.Description,
            MemorySize = request.MemorySize ?? function.MemorySize,
            Timeout = request.Timeout ?? function.Timeout,
            Environment = request.Environment ?? function.Environment,
        };
        return FunctionRules.Check(function) is { } error ? error : OperationResult<Function>.Done(With(account, function), function);
    }

    /// <summary>Gives the function the next version number. What runs is always its latest code.</summary>
    public static OperationResult<Function> PublishVersion(Account account, string functionName)
    {
        if (Find(account, functionName) is not { } function)
        {
            return AwsError.NoFunction(FunctionArns.Of(account, functionName));
        }

        function = function with { LatestVersion = function.LatestVersion + 1 };
        return OperationResult<Function>.Done(With(account, function), function);
    }

    public static OperationResult<Function> DeleteFunction(Account account, string functionName) =>
        Find(account, functionName) is { } function
            ? OperationResult<Function>.Done(account with { Functions = account.Functions.Remove(function.FunctionName) }, function)
            : AwsError.NoFunction(FunctionArns.Of(account, functionName));

    /// <summary>The function that a name or an ARN means.</summary>
    public static Function? Find(Account account, string functionName) => account.Functions.GetValueOrDefault(FunctionArns.Split(functionName).FunctionName);

    public static Account With(Account account, Function function) => account with { Functions = account.Functions.SetItem(function.FunctionName, function) };
}
