// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Arrive;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class ForwardedHopsTests
{
    [Fact]
    public void Reads_what_it_would_write()
    {
        var value = Gen.String[Gen.Char["abc.:[]_-,;=\" \\"], 1, 20];
        Gen.Select(value, value).Array[1, 5].Sample(static hops =>
        {
            var line = string.Join(", ", hops.Select(static h => $"by=x;for={Quote(h.Item1)};proto={Quote(h.Item2)}"));
            Assert.Equal(hops.Select(static h => new ForwardedHop(h.Item1, h.Item2)), Read(line));
        });

        static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    [Fact]
    public void Never_throws() =>
        Gen.String[Gen.Char["for=1.2;,\" \\\tby:[]"], 0, 60].Sample(static line => { Read(line); });

    [Fact]
    public void Forgets_what_stands_before_a_malformed_element() =>
        Assert.Equal([new ForwardedHop("", null), new ForwardedHop("1.1.1.1", null)], Read("for=6.6.6.6, for=, for=1.1.1.1"));

    private static List<ForwardedHop> Read(string line) =>
        ForwardedHops.Read(GivenRequest.Of("GET", "/", "Forwarded: " + line).Request.Headers);
}
