// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;

namespace Foregate.ControlPlane.Operations;

/// <summary>What an operation gives: the account after it and the answer, or the reason why nothing changed.</summary>
internal readonly struct OperationResult<T>
    where T : class
{
    private OperationResult(Account? account, T? response, AwsError? error)
    {
        Account = account;
        Response = response;
        Error = error;
    }

    /// <summary>The account after the operation; <see langword="null"/> when it failed.</summary>
    public Account? Account { get; }

    public T? Response { get; }

    public AwsError? Error { get; }

    public static OperationResult<T> Done(Account account, T response) => new(account, response, null);

    public static OperationResult<T> Failed(AwsError error) => new(null, null, error);

    public static implicit operator OperationResult<T>(AwsError error) => Failed(error);
}
