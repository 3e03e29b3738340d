// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class ConcurrencyTests
{
    [Fact]
    public void A_function_reserves_and_gives_back()
    {
        var account = Zips.Account("two");
        Assert.Equal(5, Concurrency.PutFunctionConcurrency(account, "f", 5, Zips.Context).Done(out account).ReservedConcurrentExecutions);
        Assert.Equal(5, Concurrency.GetFunctionConcurrency(account, "f").Done().ReservedConcurrentExecutions);
        Assert.Equal(5, account.F().Named("1")!.ReservedConcurrentExecutions);
        Assert.Equal(5, Functions.GetFunction(account, "f").Done().ReservedConcurrentExecutions);
        Concurrency.DeleteFunctionConcurrency(account, "f").Done(out account);
        Assert.Null(account.F().ReservedConcurrentExecutions);
        Assert.Equal(400, Concurrency.PutFunctionConcurrency(account, "f:1", 5, Zips.Context).Error!.StatusCode);
        Assert.Equal(400, Concurrency.PutFunctionConcurrency(account, "f", -1, Zips.Context).Error!.StatusCode);
    }

    [Fact]
    public void Some_must_be_left_for_the_others_where_AWS_s_walls_are_kept()
    {
        var account = Zips.Account();
        Functions.CreateFunction(account, Zips.Request("g") with { ReservedConcurrentExecutions = 800 }, Zips.Context).Done(out account);
        Concurrency.PutFunctionConcurrency(account, "f", 101, Zips.Context).Refused(
            400, "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].");
        Concurrency.PutFunctionConcurrency(account, "f", 100, Zips.Context).Done();
        Concurrency.PutFunctionConcurrency(account, "f", 5000, Zips.Context with { Quotas = Quotas.Unshared }).Done();
    }
}
