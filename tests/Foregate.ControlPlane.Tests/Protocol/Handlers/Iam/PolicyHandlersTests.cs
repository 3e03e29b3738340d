// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Iam;

public sealed class PolicyHandlersTests : IDisposable
{
    private const string Arn = "arn:aws:iam::123456789012:policy/queue";

    private readonly IamClient _iam = new();

    public void Dispose() => _iam.Dispose();

    [Fact]
    public void A_policy_is_made_told_given_versions_and_deleted()
    {
        var made = _iam.Ask("CreatePolicy", 200, ("PolicyName", "queue"), ("PolicyDocument", IamClient.Permission), ("Description", "Of queues"), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"));
        Assert.Equal((Arn, "v1", "0"), (Assert.Single(made["Arn"]), Assert.Single(made["DefaultVersionId"]), Assert.Single(made["AttachmentCount"])));
        Assert.Equal("Of queues", Assert.Single(_iam.Ask("GetPolicy", 200, ("PolicyArn", Arn))["Description"]));
        var version = _iam.Ask("CreatePolicyVersion", 200, ("PolicyArn", Arn), ("PolicyDocument", IamClient.Permission), ("SetAsDefault", "true"));
        Assert.Equal(("v2", "true"), (Assert.Single(version["VersionId"]), Assert.Single(version["IsDefaultVersion"])));
        Assert.Equal(Uri.EscapeDataString(IamClient.Permission), Assert.Single(_iam.Ask("GetPolicyVersion", 200, ("PolicyArn", Arn), ("VersionId", "v1"))["Document"]));
        Assert.Equal(["v1", "v2"], _iam.Ask("ListPolicyVersions", 200, ("PolicyArn", Arn))["VersionId"]);
        _iam.Ask("SetDefaultPolicyVersion", 200, ("PolicyArn", Arn), ("VersionId", "v1"));
        _iam.Ask("DeletePolicyVersion", 200, ("PolicyArn", Arn), ("VersionId", "v2"));
        _iam.Ask("TagPolicy", 200, ("PolicyArn", Arn), ("Tags.member.1.Key", "b"), ("Tags.member.1.Value", "2"));
        _iam.Ask("UntagPolicy", 200, ("PolicyArn", Arn), ("TagKeys.member.1", "a"));
        Assert.Equal(["b"], _iam.Ask("ListPolicyTags", 200, ("PolicyArn", Arn))["Key"]);
        Assert.Equal([Arn], _iam.Ask("ListPolicies", 200, ("Scope", "Local"))["Arn"]);
        Assert.Empty(_iam.Ask("ListPolicies", 200, ("Scope", "AWS"))["Arn"]);
        Assert.Empty(_iam.Ask("ListPolicies", 200, ("OnlyAttached", "true"))["Arn"]);
        _iam.Ask("DeletePolicy", 200, ("PolicyArn", Arn));
        foreach (var action in new[] { "GetPolicy", "ListPolicyVersions", "ListPolicyTags", "DeletePolicy" })
        {
            Assert.Equal("NoSuchEntity", Assert.Single(_iam.Ask(action, 404, ("PolicyArn", Arn))["Code"]));
        }
    }
}
