// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Tests.Protocol.S3.Calls;

public sealed class S3AddressTests
{
    [Theory]
    [InlineData("127.0.0.1", "/", "", "")]
    [InlineData("127.0.0.1", "/b", "b", "")]
    [InlineData("127.0.0.1", "/b/", "b", "")]
    [InlineData("[::1]", "/b/k/l", "b", "k/l")]
    [InlineData("localhost", "/b//k", "b", "/k")]
    [InlineData("b.localhost", "/k%20l", "b", "k l")]
    [InlineData("b.s3.localhost", "/", "b", "")]
    [InlineData("a.b.s3.eu-west-1.localhost", "/k+l", "a.b", "k+l")]
    [InlineData("gateway.internal", "/b/k", "b", "k")]
    public void Host_and_path_say_which_bucket_and_key(string host, string path, string bucket, string key) => Assert.Equal(new S3Address(bucket, key), S3Address.Of(host, path));

    [Theory]
    [InlineData("/b/%F")]
    [InlineData("/b/%GG")]
    [InlineData("/b/%C3")]
    public void What_is_no_text_is_refused(string path) => Assert.Equal("InvalidURI", Assert.Throws<S3Exception>(() => S3Address.Of("localhost", path)).Error.Code);
}
