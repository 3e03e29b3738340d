// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

public sealed class LimitedBodyTests
{
    [Theory]
    [InlineData(10, (int)BodyStatus.End)]
    [InlineData(9, (int)BodyStatus.TooLarge)]
    public async Task Ends_at_the_limit(long limit, int end)
    {
        foreach (var slow in new[] { false, true })
        {
            var inner = new ScriptedBody(["12345", "67890"]) { IsSlow = slow };
            var body = new LimitedBody();
            body.Start(inner, limit);
            var status = BodyStatus.Data;
            while (status == BodyStatus.Data)
            {
                var reading = body.ReadAsync();
                if (slow)
                {
                    inner.Arrive();
                }

                status = (await reading).Status;
            }

            Assert.Equal((BodyStatus)end, status);
        }
    }
}
