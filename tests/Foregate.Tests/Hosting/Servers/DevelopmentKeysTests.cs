// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.Hosting.Servers;

namespace Foregate.Tests.Hosting.Servers;

public sealed class DevelopmentKeysTests
{
    [Theory]
    [InlineData("test", "000000000000")]
    [InlineData("000000000000", "000000000000")]
    [InlineData("123456789012", "123456789012")]
    [InlineData("12345678901", null)]
    [InlineData("1234567890123", null)]
    [InlineData("12345678901x", null)]
    [InlineData("TEST", null)]
    [InlineData("", null)]
    public void The_id_chooses_the_account(string id, string? account) => Assert.Equal(account, DevelopmentKeys.Find(id, "000000000000")?.AccountId);

    [Theory]
    [InlineData("http://127.0.0.1:4566", true, true)]
    [InlineData("http://[::1]:4566", true, true)]
    [InlineData("unix:/tmp/x.sock", true, true)]
    [InlineData("http://127.0.0.1:4566", false, false)]
    [InlineData("http://*:4566", true, false)]
    [InlineData("http://10.0.0.1:4566", true, false)]
    public void They_are_good_only_where_this_machine_alone_can_call_and_unless_switched_off(string management, bool taken, bool good) =>
        Assert.Equal(good, new ForegateOptions { Management = ListenerAddress.Parse(management), DevelopmentKeys = taken }.IsDevelopment);
}
