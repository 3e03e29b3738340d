// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.S3.Buckets;

public sealed class SettingHandlersTests : IDisposable
{
    private readonly S3Client _client = new();

    public SettingHandlersTests() => _client.Call("PUT", "/artifacts", 200);

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("encryption", "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>")]
    [InlineData("publicAccessBlock", "<PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls></PublicAccessBlockConfiguration>")]
    [InlineData("tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>")]
    [InlineData("lifecycle", "<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter><Prefix /></Filter><NoncurrentVersionExpiration><NoncurrentDays>30</NoncurrentDays></NoncurrentVersionExpiration></Rule></LifecycleConfiguration>")]
    [InlineData("ownershipControls", "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule></OwnershipControls>")]
    [InlineData("policy", """{"Version":"2012-10-17","Statement":[]}""")]
    public void What_is_said_is_told_again(string name, string document)
    {
        Assert.InRange(_client.Send("PUT", "/artifacts", name, System.Text.Encoding.UTF8.GetBytes(document), null).Status, 200, 204);
        Assert.Equal(document, _client.Call("GET", "/artifacts", 200, name));
        Assert.Equal(name == "policy" ? "MalformedPolicy" : "MalformedXML", _client.Fail("PUT", "/artifacts", 400, name, "<Other/>"));
        Assert.Equal(document, _client.Call("GET", "/artifacts", 200, name));
        _client.Call("DELETE", "/artifacts", 204, name);
        Assert.NotEqual(document, _client.Send("GET", "/artifacts", name, [], null).Text);
    }

    [Fact]
    public void What_nobody_said_is_told_as_S3_tells_it()
    {
        Assert.Contains("AES256", _client.Call("GET", "/artifacts", 200, "encryption"), StringComparison.Ordinal);
        Assert.Contains("<BlockPublicAcls>true", _client.Call("GET", "/artifacts", 200, "publicAccessBlock"), StringComparison.Ordinal);
        Assert.Equal("NoSuchBucketPolicy", _client.Fail("GET", "/artifacts", 404, "policy"));
        Assert.Equal("NoSuchTagSet", _client.Fail("GET", "/artifacts", 404, "tagging"));
        Assert.Equal("NoSuchLifecycleConfiguration", _client.Fail("GET", "/artifacts", 404, "lifecycle"));
        Assert.Equal("NoSuchCORSConfiguration", _client.Fail("GET", "/artifacts", 404, "cors"));
        Assert.Contains("BucketOwner", _client.Call("GET", "/artifacts", 200, "requestPayment"), StringComparison.Ordinal);
        Assert.Contains("FULL_CONTROL", _client.Call("GET", "/artifacts", 200, "acl"), StringComparison.Ordinal);
        Assert.DoesNotContain("Status", _client.Call("GET", "/artifacts", 200, "versioning"), StringComparison.Ordinal);
        Assert.Equal("NoSuchBucket", _client.Fail("GET", "/nowhere", 404, "policy"));
    }

    [Fact]
    public void What_would_have_to_be_done_and_is_not_is_refused()
    {
        Assert.Equal("NotImplemented", _client.Fail("PUT", "/artifacts", 501, "lifecycle", "<LifecycleConfiguration><Rule><Transition><Days>1</Days></Transition></Rule></LifecycleConfiguration>"));
        Assert.Equal("MalformedXML", _client.Fail("PUT", "/artifacts", 400, "encryption", "<ServerSideEncryptionConfiguration><Unknown/></ServerSideEncryptionConfiguration>"));
        Assert.Equal("NotImplemented", _client.Fail("PUT", "/artifacts", 501, "versioning", "<VersioningConfiguration><Status>Enabled</Status><MfaDelete>Enabled</MfaDelete></VersioningConfiguration>"));
    }
}
