// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Wire.Bodies;

public sealed class NoBodyTests
{
    [Fact]
    public async Task It_has_ended_before_it_is_read_and_says_so_again_and_again()
    {
        Assert.Equal(0, NoBody.Instance.Length);
        Assert.True(NoBody.Instance.IsEnded);
        for (var i = 0; i < 2; i++)
        {
            var reading = NoBody.Instance.ReadAsync();
            Assert.True(reading.IsCompletedSuccessfully);
            var chunk = await reading;
            Assert.Equal(BodyStatus.End, chunk.Status);
            Assert.True(chunk.Bytes.IsEmpty);
        }
    }
}
