// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamApis;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class S3LocationTests
{
    [Fact]
    public void Reads_a_URI_with_a_version()
    {
        var location = S3Location.Of("s3://bucket/folder/key.json?versionId=3");
        Assert.Equal(("bucket", "folder/key.json", "3"), (location["Bucket"]!.Text, location["Key"]!.Text, location["Version"]!.Text));
    }

    [Fact]
    public void Takes_an_object_as_it_is() => Assert.Null(S3Location.Of(SamNode.Map(("Bucket", "b"), ("Key", "k")))["Version"]);

    [Fact]
    public void Leaves_the_name_of_a_file_alone() => Assert.Equal("./api.yaml", S3Location.Of("./api.yaml").Text);

    [Fact]
    public void Refuses_what_is_no_object_in_S3()
    {
        Assert.Throws<SamRefusal>(() => S3Location.Of("https://example.com/api.json"));
        Assert.Throws<SamRefusal>(() => S3Location.Of("s3://bucket"));
        Assert.Throws<SamRefusal>(() => S3Location.Of(SamNode.Map(("Bucket", "b"))));
    }
}
