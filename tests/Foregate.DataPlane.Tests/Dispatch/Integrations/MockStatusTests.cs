// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Dispatch.Integrations;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

public sealed class MockStatusTests
{
    [Fact]
    public void Reads_whatever_a_serializer_writes() => Gen.Select(Gen.Int[0, 999], Gen.Dictionary(Gen.String, Gen.String)[0, 4]).Sample((status, others) =>
    {
        others.Remove("statusCode");
        var members = others.Select(static pair => $"{Json(pair.Key)}:[{Json(pair.Value)},{{{Json(pair.Key)}:null}}]").Append("\"statusCode\" : " + status);
        Assert.True(MockStatus.TryRead(System.Text.Encoding.UTF8.GetBytes("{" + string.Join(", ", members) + "}"), out var read));
        Assert.Equal(status, read);
    });

    [Fact]
    public void Survives_anything() => Gen.Byte.Array[0, 30].Sample(static bytes =>
    {
        var found = MockStatus.TryRead([(byte)'{', .. bytes], out var status);
        Assert.Equal(found, status >= 0);
    });

    [Fact]
    public void Depth_has_an_end() => Assert.False(MockStatus.TryRead(System.Text.Encoding.ASCII.GetBytes("{a:" + new string('[', 100_000)), out _));

    private static string Json(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
