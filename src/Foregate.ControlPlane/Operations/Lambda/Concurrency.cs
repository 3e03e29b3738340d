// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>How often a function may run at the same time: put, get, delete.</summary>
internal static class Concurrency
{
    /// <param name="ReservedConcurrentExecutions"><see langword="null"/> when none are reserved.</param>
    public sealed record ConcurrencyResponse(int? ReservedConcurrentExecutions);

    public static OperationResult<ConcurrencyResponse> PutFunctionConcurrency(Account account, string functionName, int reservedConcurrentExecutions, OperationContext context)
    {
        if ((FunctionReference.TryFindWhole(account, functionName, out var function)
            ?? Check(account, function.FunctionName, reservedConcurrentExecutions, context.Quotas)) is { } error)
        {
            return error;
        }

        return Set(account, function, reservedConcurrentExecutions);
    }

    public static OperationResult<ConcurrencyResponse> GetFunctionConcurrency(Account account, string functionName) =>
        FunctionReference.TryFindWhole(account, functionName, out var function) is { } error
            ? error
            : OperationResult<ConcurrencyResponse>.Done(account, new ConcurrencyResponse(function.ReservedConcurrentExecutions));

    public static OperationResult<ConcurrencyResponse> DeleteFunctionConcurrency(Account account, string functionName) =>
        FunctionReference.TryFindWhole(account, functionName, out var function) is { } error ? error : Set(account, function, null);

    /// <summary>Whether the function may keep so many to itself.</summary>
    public static AwsError? Check(Account account, string functionName, int reserved, Quotas quotas)
    {
        if (FunctionRules.CheckRange(reserved, "reservedConcurrentExecutions", 0, int.MaxValue) is { } error)
        {
            return error;
        }

        var left = (long)quotas.ConcurrentExecutions - reserved;
        foreach (var other in account.Functions.Values.Where(other => other.FunctionName != functionName))
        {
            left -= other.ReservedConcurrentExecutions ?? 0;
        }

        return left >= quotas.UnreservedConcurrentExecutions || quotas.ConcurrentExecutions == int.MaxValue ? null : AwsError.InvalidParameter(
            $"Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [{quotas.UnreservedConcurrentExecutions}].");
    }

    // Concurrency is no part of a function's revision.
    private static OperationResult<ConcurrencyResponse> Set(Account account, Function function, int? reserved) => OperationResult<ConcurrencyResponse>.Done(
        Functions.With(account, function with { ReservedConcurrentExecutions = reserved }), new ConcurrencyResponse(reserved));
}
