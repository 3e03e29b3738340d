// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Tests.Doubles;

namespace Foregate.DataPlane.Tests.Clients;

public sealed class ConnectionFactsTests
{
    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("2001:db8:0::9", "2001:db8::9")]
    public void Writes_addresses_once(string address, string text)
    {
        var facts = new ConnectionFacts(new IPEndPoint(IPAddress.Parse(address), 1), new IPEndPoint(IPAddress.Parse(address), 8080), isTls: false);
        Assert.Equal(text, Sample.Text(facts.RemoteAddress));
        Assert.Equal(text, Sample.Text(facts.LocalAddress));
        Assert.Equal("8080", Sample.Text(facts.LocalPort));
    }
}
