// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Keys;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Keys;

public sealed class ApiKeyImportTests
{
    private const string Value = "abcdefghij0123456789";

    [Fact]
    public void A_value_that_is_there_says_the_same_key_anew()
    {
        var key = ApiKeys.CreateApiKey(Ground.Empty, new ApiKeys.CreateApiKeyRequest { Name = "old", Value = Value }, Ground.Context).Done(out var account);
        var made = ApiKeyImport.ImportApiKeys(account, $"Key,Name,Enabled\n{Value},new,TRUE", false, Ground.Context).Done(out account);
        Assert.Equal([key.Id], made.Ids);
        Assert.Equal(("new", true), (account.ApiKeys[key.Id].Name, account.ApiKeys[key.Id].Enabled));
    }

    [Fact]
    public void What_cannot_be_taken_is_told_row_by_row_or_refuses_all()
    {
        const string table = "Name,Key,Enabled,UsagePlanIds\n,x\na,abcdefghij0123456789,maybe\nb,abcdefghij0123456789,,none";
        Assert.Equal(
            ["Row 1: Name and Key must be non-empty", "Row 2: Enabled must be TRUE or FALSE, and is maybe", "Row 3: Invalid Usage Plan ID specified"],
            ApiKeyImport.ImportApiKeys(Ground.Empty, table, false, Ground.Context).Done(out var account).Warnings);
        Assert.Empty(account.ApiKeys);
        Assert.Equal(400, ApiKeyImport.ImportApiKeys(Ground.Empty, table, true, Ground.Context).Error!.StatusCode);
        Assert.Equal(400, ApiKeyImport.ImportApiKeys(Ground.Empty, "Name\na", false, Ground.Context).Error!.StatusCode);
        Assert.Equal(400, ApiKeyImport.ImportApiKeys(Ground.Empty, "Name,Key\n" + string.Concat(Enumerable.Repeat("a,b\n", 10_001)), false, Ground.Context).Error!.StatusCode);
        Assert.Equal(400, ApiKeyImport.ImportApiKeys(Ground.Empty, "", false, Ground.Context).Error!.StatusCode);
    }
}
