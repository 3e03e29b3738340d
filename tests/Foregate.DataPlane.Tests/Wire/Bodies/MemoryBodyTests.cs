// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Wire.Bodies;

public sealed class MemoryBodyTests
{
    [Fact]
    public async Task Is_one_piece_and_ends_again_and_again()
    {
        var body = new MemoryBody();
        Assert.True(body.IsEnded);
        for (var i = 1; i < 3; i++)
        {
            body.Set(new byte[i]);
            Assert.Equal(i, body.Length);
            Assert.False(body.IsEnded);
            Assert.Equal(i, (await body.ReadAsync()).Bytes.Length);
            Assert.True(body.IsEnded);
            Assert.Equal(BodyStatus.End, (await body.ReadAsync()).Status);
        }
    }
}
