// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.ControlPlane.Tests.Store.Secrets;

public sealed class AccessKeyMintTests
{
    [Fact]
    public void Keys_have_the_form_of_aws_and_none_is_made_twice()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => AccessKeyMint.Make("000000000000", DateTimeOffset.UnixEpoch)).ToList();
        Assert.All(keys, key => Assert.Matches("^AKIA[A-Z2-7]{16}$", key.Id));
        Assert.All(keys, key => Assert.Matches("^[A-Za-z0-9+/]{40}$", key.Secret));
        Assert.All(keys, key => Assert.True(key.IsActive));
        Assert.Equal(1000, keys.DistinctBy(key => key.Id).Count());
        Assert.Equal(1000, keys.DistinctBy(key => key.Secret).Count());
    }
}
