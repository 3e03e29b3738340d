// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Iam;
using Foregate.Definitions;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.Operations.Iam;

public sealed class RolePoliciesTests
{
    private Account _account = Roles.CreateRole(
        Ground.Empty, new Roles.CreateRoleRequest { RoleName = "pets", AssumeRolePolicyDocument = RolesTests.Trust, Tags = OrdinalMap.Empty<string>() }, Ground.Context).Account!;

    [Fact]
    public void Keeps_policies_of_a_role_s_own()
    {
        RolePolicies.PutRolePolicy(_account, "pets", "queue", RolesTests.Permission).Done(out _account);
        Assert.Equal(RolesTests.Permission, RolePolicies.GetRolePolicy(_account, "pets", "queue").Done());
        RolePolicies.PutRolePolicy(_account, "pets", "queue", "[]").Refused(400, "Syntax errors in policy.");
        RolePolicies.GetRolePolicy(_account, "pets", "other").Refused(404, "The role policy with name other cannot be found.");
        RolePolicies.GetRolePolicy(_account, "nobody", "queue").Refused(404, "The role with name nobody cannot be found.");
        RolePolicies.DeleteRolePolicy(_account, "pets", "queue").Done(out _account);
        RolePolicies.DeleteRolePolicy(_account, "pets", "queue").Refused(404, "The role policy with name queue cannot be found.");
        RolePolicies.DeleteRolePolicy(_account, "nobody", "queue").Refused(404, "The role with name nobody cannot be found.");
    }

    [Fact]
    public void Attaches_AWS_s_policies_and_those_that_there_are_once()
    {
        const string Aws = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
        RolePolicies.AttachRolePolicy(_account, "pets", Aws).Done(out _account);
        RolePolicies.AttachRolePolicy(_account, "pets", Aws).Done(out _account);
        Assert.Equal([Aws], _account.Roles["pets"].AttachedPolicies);
        const string Own = "arn:aws:iam::123456789012:policy/queue";
        RolePolicies.AttachRolePolicy(_account, "pets", Own).Refused(404, $"Policy {Own} does not exist or is not attachable.");
        Policies.CreatePolicy(_account, "queue", null, null, RolesTests.Permission, OrdinalMap.Empty<string>(), Ground.Context).Done(out _account);
        RolePolicies.AttachRolePolicy(_account, "pets", Own).Done(out _account);
        Assert.Equal(1, Policies.Attachments(_account, Own));
        Policies.DeletePolicy(_account, Own).Refused(409, "Cannot delete a policy attached to entities.");
        RolePolicies.DetachRolePolicy(_account, "pets", Own).Done(out _account);
        RolePolicies.DetachRolePolicy(_account, "pets", Own).Refused(404, $"Policy {Own} was not found.");
    }
}
