// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class PermissionsTests
{
    [Fact]
    public void A_statement_is_added_once_and_taken_away()
    {
        var request = new Functions.CreateFunctionRequest { FunctionName = "f", Runtime = "python3.13", Handler = "a.b", Code = new FunctionCode { Folder = "/code" } };
        var permission = new Permission { StatementId = "s", Action = "lambda:InvokeFunction", Principal = "apigateway.amazonaws.com" };
        var account = Functions.CreateFunction(Ground.Empty, request).Account!;
        account = Permissions.AddPermission(account, "f:live", permission).Account!;
        Assert.Equal("live", account.Functions["f"].Permissions["s"].Qualifier);
        Permissions.AddPermission(account, "f", permission).Refused(
            409, "The statement id (s) provided already exists. Please provide a new statement id, or remove the existing statement.");
        Assert.Equal(400, Permissions.AddPermission(account, "f", permission with { Action = "s3:GetObject" }).Error!.StatusCode);
        Assert.Empty(Permissions.RemovePermission(account, "f", "s").Account!.Functions["f"].Permissions);
        Permissions.RemovePermission(account, "f", "x").Refused(404, "Statement x is not found in resource policy.");
    }
}
