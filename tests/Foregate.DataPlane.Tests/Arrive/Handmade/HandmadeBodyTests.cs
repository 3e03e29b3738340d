// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Handmade;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Arrive.Handmade;

public sealed class HandmadeBodyTests
{
    [Fact]
    public async Task It_is_read_once_and_ends()
    {
        var body = new HandmadeBody([1, 2, 3]);
        Assert.Equal((3L, false), (body.Length!.Value, body.IsEnded));
        Assert.Equal(3, (await body.ReadAsync()).Bytes.Length);
        Assert.True(body.IsEnded);
        Assert.Equal(BodyStatus.End, (await body.ReadAsync()).Status);
    }

    [Fact]
    public async Task An_empty_one_has_ended_already()
    {
        var body = new HandmadeBody([]);
        Assert.True(body.IsEnded);
        Assert.Equal(BodyStatus.End, (await body.ReadAsync()).Status);
    }
}
