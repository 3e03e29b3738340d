// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.Operations;

/// <summary>An account to operate on, and the surroundings that operations get.</summary>
internal static class Ground
{
    public static Account Empty { get; } = new() { AccountId = "123456789012", Region = "eu-central-1" };

    public static OperationContext Context { get; } = new()
    {
        Now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        FillRandom = static buffer => buffer.Clear(),
    };

    /// <summary>The response; the account after it in <paramref name="account"/>. Fails the test when the operation was refused.</summary>
    public static T Done<T>(this OperationResult<T> result, out Account account)
        where T : class
    {
        Assert.Null(result.Error);
        account = result.Account!;
        return result.Response!;
    }

    public static T Done<T>(this OperationResult<T> result)
        where T : class => result.Done(out _);

    /// <summary>Asserts that nothing changed, with this status and text.</summary>
    public static void Refused<T>(this OperationResult<T> result, int statusCode, string message)
        where T : class
    {
        Assert.Null(result.Account);
        Assert.Null(result.Response);
        Assert.Equal((statusCode, message), (result.Error!.StatusCode, result.Error.Message));
    }

    public static ImmutableSortedDictionary<string, TValue> Map<TValue>(params (string Key, TValue Value)[] entries) =>
        OrdinalMap.Empty<TValue>().AddRange(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));
}
