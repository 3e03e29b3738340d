// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Tests.Protocol.S3.Values;

public sealed class BootstrapBucketsTests
{
    [Theory]
    [InlineData("cdk-hnb659fds-assets-123456789012-us-east-1", "us-east-1")]
    [InlineData("cdk-mine-assets-123456789012-us-gov-west-1", "us-gov-west-1")]
    [InlineData("cdk-hnb659fds-assets-210987654321-us-east-1", null)]
    [InlineData("cdk-hnb659fds-container-assets-123456789012-us-east-1", null)]
    [InlineData("artifacts", null)]
    public void Only_an_accounts_own_are_made(string name, string? region)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"foregate-{Guid.NewGuid():N}");
        using var store = new ObjectStore(folder, TimeProvider.System, isTemporary: true);
        BootstrapBuckets.Ensure(store, "123456789012", name);
        BootstrapBuckets.Ensure(store, "123456789012", name);
        Assert.Equal(region, store.FindBucket(name)?.Region);
    }
}
