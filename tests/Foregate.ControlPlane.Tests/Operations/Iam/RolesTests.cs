// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Iam;
using Foregate.Definitions;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Iam;

namespace Foregate.ControlPlane.Tests.Operations.Iam;

public sealed class RolesTests
{
    internal const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"lambda.amazonaws.com"}}]}""";

    internal const string Permission = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sqs:*","Resource":"*"}}""";

    private Account _account = Ground.Empty;

    [Fact]
    public void Makes_gets_and_deletes()
    {
        var role = Create("pets", path: "/service/").Done(out _account);
        Assert.Equal(("arn:aws:iam::123456789012:role/service/pets", 3600, "/service/"), (Roles.Arn(_account, role), role.MaxSessionDuration, role.Path));
        Assert.Matches("^AROA[A-Z0-9]{17}$", role.RoleId);
        Assert.Same(role, Roles.GetRole(_account, "pets").Done());
        Roles.DeleteRole(_account, "pets").Done(out _account);
        Roles.GetRole(_account, "pets").Refused(404, "The role with name pets cannot be found.");
        Roles.DeleteRole(_account, "pets").Refused(404, "The role with name pets cannot be found.");
    }

    [Fact]
    public void Refuses_a_name_that_differs_in_case_only_and_a_trust_that_is_none()
    {
        Create("pets").Done(out _account);
        Create("Pets").Refused(409, "Role with name Pets already exists.");
        Roles.UpdateAssumeRolePolicy(_account, "pets", "{").Refused(400, "This policy contains invalid Json");
        Roles.UpdateAssumeRolePolicy(_account, "nobody", "{").Refused(404, "The role with name nobody cannot be found.");
    }

    [Fact]
    public void Changes_what_is_said_and_nothing_else()
    {
        Create("pets").Done(out _account);
        var role = Roles.UpdateRole(_account, "pets", "Of pets", null).Done(out _account);
        Assert.Equal(("Of pets", 3600), (role.Description, role.MaxSessionDuration));
        role = Roles.UpdateRole(_account, "pets", null, 7200).Done(out _account);
        Assert.Equal(("Of pets", 7200), (role.Description, role.MaxSessionDuration));
        Assert.Null(Roles.UpdateRole(_account, "pets", "", null).Done().Description);
        Assert.Equal("arn:x", Roles.PutPermissionsBoundary(_account, "pets", "arn:x").Done(out _account).PermissionsBoundary);
        Assert.Null(Roles.PutPermissionsBoundary(_account, "pets", null).Done().PermissionsBoundary);
        Roles.TagRole(_account, "pets", Ground.Map(("a", "1"), ("b", "2"))).Done(out _account);
        Assert.Equal(["b"], Roles.UntagRole(_account, "pets", ["a", "c"]).Done().Tags.Keys);
    }

    [Fact]
    public void Stays_while_it_has_policies()
    {
        Create("pets").Done(out _account);
        RolePolicies.PutRolePolicy(_account, "pets", "own", Permission).Done(out _account);
        Roles.DeleteRole(_account, "pets").Refused(409, "Cannot delete entity, must delete policies first.");
        RolePolicies.AttachRolePolicy(_account, "pets", "arn:aws:iam::aws:policy/A").Done(out _account);
        Roles.DeleteRole(_account, "pets").Refused(409, "Cannot delete entity, must detach all policies first.");
    }

    private OperationResult<Role> Create(string name, string? path = null) => Roles.CreateRole(
        _account, new Roles.CreateRoleRequest { RoleName = name, AssumeRolePolicyDocument = Trust, Path = path, Tags = OrdinalMap.Empty<string>() }, Ground.Context);
}
