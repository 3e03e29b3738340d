// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Values;

public sealed class ProtocolErrorTests
{
    [Fact]
    public void Violations_are_counted_and_joined()
    {
        Assert.Equal("1 validation error detected: a", ProtocolError.Validation("V", ["a"]).Message);
        Assert.Equal("2 validation errors detected: a; b", ProtocolError.Validation("V", ["a", "b"]).Message);
    }
}
