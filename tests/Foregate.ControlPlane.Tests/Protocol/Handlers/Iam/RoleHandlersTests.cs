// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Iam;

public sealed class RoleHandlersTests : IDisposable
{
    private readonly IamClient _iam = new();

    public void Dispose() => _iam.Dispose();

    [Fact]
    public void A_role_is_made_told_changed_and_deleted()
    {
        var made = _iam.Ask("CreateRole", 200, ("RoleName", "pets"), ("AssumeRolePolicyDocument", IamClient.Trust), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"));
        Assert.Equal("arn:aws:iam::123456789012:role/pets", Assert.Single(made["Arn"]));
        Assert.Equal(Uri.EscapeDataString(IamClient.Trust), Assert.Single(made["AssumeRolePolicyDocument"]));
        Assert.Equal(("a", "1"), (Assert.Single(made["Key"]), Assert.Single(made["Value"])));
        Assert.Equal("2026-01-02T03:04:05Z", Assert.Single(made["CreateDate"]));
        _iam.Ask("UpdateRole", 200, ("RoleName", "pets"), ("MaxSessionDuration", "7200"));
        Assert.Equal("Of pets", Assert.Single(_iam.Ask("UpdateRoleDescription", 200, ("RoleName", "pets"), ("Description", "Of pets"))["Description"]));
        _iam.Ask("PutRolePermissionsBoundary", 200, ("RoleName", "pets"), ("PermissionsBoundary", "arn:aws:iam::aws:policy/A"));
        var told = _iam.Ask("GetRole", 200, ("RoleName", "pets"));
        Assert.Equal(("7200", "Of pets", "arn:aws:iam::aws:policy/A"), (Assert.Single(told["MaxSessionDuration"]), Assert.Single(told["Description"]), Assert.Single(told["PermissionsBoundaryArn"])));
        _iam.Ask("DeleteRolePermissionsBoundary", 200, ("RoleName", "pets"));
        Assert.Empty(_iam.Ask("GetRole", 200, ("RoleName", "pets"))["PermissionsBoundaryArn"]);
        _iam.Ask("UntagRole", 200, ("RoleName", "pets"), ("TagKeys.member.1", "a"));
        _iam.Ask("TagRole", 200, ("RoleName", "pets"), ("Tags.member.1.Key", "b"), ("Tags.member.1.Value", "2"));
        Assert.Equal(["b"], _iam.Ask("ListRoleTags", 200, ("RoleName", "pets"))["Key"]);
        Assert.Equal("false", Assert.Single(_iam.Ask("ListInstanceProfilesForRole", 200, ("RoleName", "pets"))["IsTruncated"]));
        _iam.Ask("DeleteRole", 200, ("RoleName", "pets"));
        Assert.Equal("NoSuchEntity", Assert.Single(_iam.Ask("GetRole", 404, ("RoleName", "pets"))["Code"]));
        Assert.Equal("NoSuchEntity", Assert.Single(_iam.Ask("ListInstanceProfilesForRole", 404, ("RoleName", "pets"))["Code"]));
    }

    [Fact]
    public void Roles_are_listed_page_by_page_below_a_path()
    {
        foreach (var (name, path) in new[] { ("a", "/"), ("b", "/x/"), ("c", "/x/y/") })
        {
            _iam.Ask("CreateRole", 200, ("RoleName", name), ("Path", path), ("AssumeRolePolicyDocument", IamClient.Trust));
        }

        var page = _iam.Ask("ListRoles", 200, ("MaxItems", "1"), ("PathPrefix", "/x/"));
        Assert.Equal(("b", "true"), (Assert.Single(page["RoleName"]), Assert.Single(page["IsTruncated"])));
        page = _iam.Ask("ListRoles", 200, ("MaxItems", "1"), ("PathPrefix", "/x/"), ("Marker", Assert.Single(page["Marker"])));
        Assert.Equal(("c", "false"), (Assert.Single(page["RoleName"]), Assert.Single(page["IsTruncated"])));
    }

    [Theory]
    [InlineData("CreateRole", "ValidationError")]
    [InlineData("GetRole", "ValidationError")]
    [InlineData("CreateUser", "InvalidAction")]
    public void What_is_missing_or_unknown_is_refused(string action, string code) => Assert.Equal(code, Assert.Single(_iam.Ask(action, 400)["Code"]));
}
