// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Iam;
using Foregate.Definitions;
using Foregate.Definitions.Collections;
using Foregate.Definitions.Iam;

namespace Foregate.ControlPlane.Tests.Operations.Iam;

public sealed class PoliciesTests
{
    private const string Arn = "arn:aws:iam::123456789012:policy/shop/queue";

    private Account _account = Ground.Empty;

    [Fact]
    public void Makes_gets_and_deletes()
    {
        var policy = Create("queue").Done(out _account);
        Assert.Equal((Arn, "v1", RolesTests.Permission), (policy.Arn, policy.DefaultVersionId, policy.Versions["v1"].Document));
        Assert.Matches("^ANPA[A-Z0-9]{17}$", policy.PolicyId);
        Create("Queue").Refused(409, "A policy called Queue already exists. Duplicate names are not allowed.");
        Policies.TagPolicy(_account, Arn, Ground.Map(("a", "1"), ("b", "2"))).Done(out _account);
        Assert.Equal(["a"], Policies.UntagPolicy(_account, Arn, ["b"]).Done().Tags.Keys);
        Policies.DeletePolicy(_account, Arn).Done(out _account);
        Policies.GetPolicy(_account, Arn).Refused(404, $"Policy {Arn} was not found.");
        Policies.DeletePolicy(_account, Arn).Refused(404, $"Policy {Arn} was not found.");
    }

    [Fact]
    public void Has_five_versions_at_most_and_never_gives_a_number_twice()
    {
        Create("queue").Done(out _account);
        for (var i = 2; i <= 5; i++)
        {
            Policies.CreatePolicyVersion(_account, Arn, RolesTests.Permission, isDefault: i == 3, Ground.Context).Done(out _account);
        }

        Assert.Equal("v3", _account.Policies[Arn].DefaultVersionId);
        Policies.CreatePolicyVersion(_account, Arn, RolesTests.Permission, isDefault: true, Ground.Context)
            .Refused(409, "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");
        Policies.DeletePolicy(_account, Arn).Refused(
            409, "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
        Policies.DeletePolicyVersion(_account, Arn, "v3").Refused(409, "Cannot delete the default version of a policy.");
        Policies.DeletePolicyVersion(_account, Arn, "v5").Done(out _account);
        Policies.CreatePolicyVersion(_account, Arn, RolesTests.Permission, isDefault: false, Ground.Context).Done(out _account);
        Assert.Contains("v6", _account.Policies[Arn].Versions.Keys);
        Policies.SetDefaultPolicyVersion(_account, Arn, "v6", Ground.Context).Done(out _account);
        Assert.Equal("v6", _account.Policies[Arn].DefaultVersionId);
        Policies.SetDefaultPolicyVersion(_account, Arn, "v5", Ground.Context).Refused(404, $"Policy {Arn} version v5 does not exist or is not attachable.");
    }

    [Fact]
    public void A_boundary_keeps_it()
    {
        Create("queue").Done(out _account);
        Roles.CreateRole(
            _account, new Roles.CreateRoleRequest { RoleName = "pets", AssumeRolePolicyDocument = RolesTests.Trust, PermissionsBoundary = Arn, Tags = OrdinalMap.Empty<string>() }, Ground.Context).Done(out _account);
        Assert.Equal(1, Policies.Boundaries(_account, Arn));
        Policies.DeletePolicy(_account, Arn).Refused(409, "Cannot delete a policy attached to entities.");
    }

    private OperationResult<Policy> Create(string name) =>
        Policies.CreatePolicy(_account, name, "/shop/", "", RolesTests.Permission, OrdinalMap.Empty<string>(), Ground.Context);
}
