// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Traces;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Traces;

public sealed class FieldMapTests
{
    [Fact]
    public void Fields_are_written_as_javas_maps_are() => Assert.Equal("{a=1, B-c=two words}", Written(("a", "1"), ("B-c", "two words")));

    [Fact]
    public void No_fields_are_an_empty_map() => Assert.Equal("{}", Written());

    [Theory]
    [InlineData("Authorization")]
    [InlineData("proxy-authorization")]
    [InlineData("X-API-Key")]
    [InlineData("x-amz-security-token")]
    public void A_secret_shows_its_last_characters_only(string name) => Assert.Equal("{" + name + "=**********abcdef}", Written((name, "0123456789abcdef")));

    [Fact]
    public void A_short_secret_shows_nothing() => Assert.Equal("{authorization=*******}", Written(("authorization", "hunter2")));

    [Fact]
    public void What_no_line_takes_is_not_kept()
    {
        var fields = new (string, string)[1000];
        Array.Fill(fields, ("name", new string('x', 100)));
        Assert.InRange(Written(fields).Length, 1025, 2 * ExecutionTrace.Kept);
    }

    private static string Written(params (string Name, string Value)[] fields)
    {
        var writer = new ByteWriter();
        var map = new FieldMap(writer);
        foreach (var (name, value) in fields)
        {
            map.Add(Encoding.Latin1.GetBytes(name), Encoding.Latin1.GetBytes(value));
        }

        map.End();
        return Encoding.Latin1.GetString(writer.Written);
    }
}
