// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class FunctionsTests
{
    private static readonly Functions.CreateFunctionRequest s_request = new()
    {
        FunctionName = "f", Runtime = "python3.13", Handler = "app.run", Code = new FunctionCode { Folder = "/code" },
    };

    [Fact]
    public void A_function_is_made_once_changed_published_and_deleted()
    {
        var account = Functions.CreateFunction(Ground.Empty, s_request).Account!;
        Functions.CreateFunction(account, s_request).Refused(409, "Function already exist: f");
        account = Functions.UpdateFunctionConfiguration(account, "f", new Functions.UpdateFunctionConfigurationRequest { Timeout = 10 }).Account!;
        account = Functions.UpdateFunctionCode(account, "arn:aws:lambda:us-east-1:000000000000:function:f", new FunctionCode { ZipPath = "/f.zip" }).Account!;
        account = Functions.PublishVersion(account, "f").Account!;
        Assert.Equal((10, "/f.zip", 1), (account.Functions["f"].Timeout, account.Functions["f"].Code.ZipPath, account.Functions["f"].LatestVersion));
        account = Functions.DeleteFunction(account, "f").Account!;
        Functions.GetFunction(account, "f").Refused(404, $"Function not found: arn:aws:lambda:{account.Region}:{account.AccountId}:function:f");
    }

    [Fact]
    public void An_alias_names_a_version_that_was_published()
    {
        var account = Functions.PublishVersion(Functions.CreateFunction(Ground.Empty, s_request).Account!, "f").Account!;
        Aliases.CreateAlias(account, "f", "live", "2").Refused(404, $"Function not found: {FunctionArns.Of(account, "f")}:2");
        account = Aliases.CreateAlias(account, "f", "live", "1").Account!;
        Aliases.CreateAlias(account, "f", "live", "1").Refused(409, $"Alias already exists: {FunctionArns.Of(account, "f")}:live");
        account = Aliases.UpdateAlias(account, "f", "live", "$LATEST").Account!;
        Assert.Equal("$LATEST", account.Functions["f"].Aliases["live"]);
        Assert.Empty(Aliases.DeleteAlias(account, "f", "live").Account!.Functions["f"].Aliases);
    }
}
