// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.Protocol.S3.Values;

public sealed class StackBucketsTests
{
    [Theory]
    [InlineData("my-files", "us-east-1")]
    [InlineData("shop-queue", null)]
    [InlineData("other", null)]
    public void A_bucket_of_a_stack_is_there_when_it_is_asked_for(string name, string? region)
    {
        var account = Deployments.Empty.Deployed("Resources: {Files: {Type: AWS::S3::Bucket, Properties: {BucketName: my-files}}, Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: shop-queue}}}");
        var folder = Path.Combine(Path.GetTempPath(), $"foregate-{Guid.NewGuid():N}");
        using var store = new ObjectStore(folder, TimeProvider.System, isTemporary: true);
        StackBuckets.Ensure(store, () => account, name);
        StackBuckets.Ensure(store, () => account, name);
        Assert.Equal(region, store.FindBucket(name)?.Region);
        Assert.Equal(region is null ? null : account.AccountId, store.FindBucket(name)?.AccountId);
    }
}
