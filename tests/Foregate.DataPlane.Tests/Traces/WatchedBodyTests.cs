// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Traces;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Traces;

public sealed class WatchedBodyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_is_read_as_it_comes_and_its_beginning_is_kept(bool isSlow)
    {
        var body = new ScriptedBody(["one ", new string('x', 5000), "three"]) { IsSlow = isSlow };
        var watched = new WatchedBody();
        var reader = watched.Over(body);
        var lengths = new List<int>();
        while (true)
        {
            var reading = reader.ReadAsync();
            Assert.Equal(!isSlow, reading.IsCompleted);
            if (isSlow)
            {
                body.Arrive();
            }

            var chunk = await reading;
            if (chunk.Status == BodyStatus.End)
            {
                break;
            }

            lengths.Add(chunk.Bytes.Length);
        }

        Assert.Equal([4, 5000, 5], lengths);
        Assert.True(reader.IsEnded);
        Assert.Equal(ExecutionTrace.Kept, watched.Seen.Length);
        Assert.StartsWith("one xxx", Encoding.UTF8.GetString(watched.Seen.Written), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_length_is_the_bodys() => Assert.Equal(3, new WatchedBody().Over(new BytesBody("abc"u8.ToArray())).Length);
}
