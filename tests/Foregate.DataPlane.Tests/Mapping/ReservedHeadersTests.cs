// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;

namespace Foregate.DataPlane.Tests.Mapping;

public sealed class ReservedHeadersTests
{
    [Theory]
    [InlineData("authorization")]
    [InlineData("Content-Length")]
    [InlineData("Access-Control-Allow-Origin")]
    [InlineData("APIGW-RequestId")]
    [InlineData("x-amz-date")]
    [InlineData("X-Amzn-Trace-Id")]
    [InlineData("x-forwarded-host")]
    public void Are_AWSs_in_any_case(string name) => Assert.True(ReservedHeaders.Contains(name));

    [Theory]
    [InlineData("Host")]
    [InlineData("X-Amazon")]
    [InlineData("X-Forwarded-Port")]
    [InlineData("Content-Type")]
    [InlineData("Access")]
    public void Others_are_free(string name) => Assert.False(ReservedHeaders.Contains(name));
}
