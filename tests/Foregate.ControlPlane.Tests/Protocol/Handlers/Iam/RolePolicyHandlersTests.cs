// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Iam;

public sealed class RolePolicyHandlersTests : IDisposable
{
    private readonly IamClient _iam = new();

    public RolePolicyHandlersTests() => _iam.Ask("CreateRole", 200, ("RoleName", "pets"), ("AssumeRolePolicyDocument", IamClient.Trust));

    public void Dispose() => _iam.Dispose();

    [Fact]
    public void A_role_s_own_policies_are_put_told_listed_and_deleted()
    {
        _iam.Ask("PutRolePolicy", 200, ("RoleName", "pets"), ("PolicyName", "queue"), ("PolicyDocument", IamClient.Permission));
        Assert.Equal(Uri.EscapeDataString(IamClient.Permission), Assert.Single(_iam.Ask("GetRolePolicy", 200, ("RoleName", "pets"), ("PolicyName", "queue"))["PolicyDocument"]));
        Assert.Equal(["queue"], _iam.Ask("ListRolePolicies", 200, ("RoleName", "pets"))["member"]);
        _iam.Ask("DeleteRolePolicy", 200, ("RoleName", "pets"), ("PolicyName", "queue"));
        Assert.Empty(_iam.Ask("ListRolePolicies", 200, ("RoleName", "pets"))["member"]);
        _iam.Ask("ListRolePolicies", 404, ("RoleName", "nobody"));
        Assert.Equal("MalformedPolicyDocument", Assert.Single(_iam.Ask("PutRolePolicy", 400, ("RoleName", "pets"), ("PolicyName", "queue"), ("PolicyDocument", "no"))["Code"]));
    }

    [Fact]
    public void Policies_are_attached_listed_and_detached()
    {
        const string Arn = "arn:aws:iam::aws:policy/service-role/Basic";
        _iam.Ask("AttachRolePolicy", 200, ("RoleName", "pets"), ("PolicyArn", Arn));
        var list = _iam.Ask("ListAttachedRolePolicies", 200, ("RoleName", "pets"));
        Assert.Equal((Arn, "Basic"), (Assert.Single(list["PolicyArn"]), Assert.Single(list["PolicyName"])));
        Assert.Single(_iam.Ask("ListAttachedRolePolicies", 200, ("RoleName", "pets"), ("PathPrefix", "/service-role/"))["PolicyArn"]);
        Assert.Empty(_iam.Ask("ListAttachedRolePolicies", 200, ("RoleName", "pets"), ("PathPrefix", "/other/"))["PolicyArn"]);
        _iam.Ask("ListAttachedRolePolicies", 404, ("RoleName", "nobody"));
        _iam.Ask("DetachRolePolicy", 200, ("RoleName", "pets"), ("PolicyArn", Arn));
        _iam.Ask("DetachRolePolicy", 404, ("RoleName", "pets"), ("PolicyArn", Arn));
    }
}
