// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.Hosting;

namespace Foregate.Tests.Hosting;

public sealed class WarmUpTests
{
    /// <summary>With TLS by HTTP/1.1 and by HTTP/2 too.</summary>
    [Fact]
    public async Task Goes_through_every_door_that_will_be_open() =>
        Assert.Equal([403, 200, 200, 200], await WarmUp.RunAsync(new ForegateOptions { Document = "", Listeners = [ListenerAddress.Parse("https://127.0.0.1:0")] }));

    [Fact]
    public async Task Gets_every_answer_it_expects() => Assert.Equal([403, 200], await WarmUp.RunAsync(new ForegateOptions { Document = "" }));
}
