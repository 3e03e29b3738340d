// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.Store.Sqlite;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

public sealed class BundleBodyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Is_the_same_after_packing_and_small(int length)
    {
        var json = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))));
        var packed = BundleBody.Pack(json);
        Assert.Equal(json, BundleBody.Unpack(packed, SHA256.HashData(json)));
        Assert.True(length < 1000 || packed.Length < length / 100);
    }

    [Fact]
    public void Is_refused_when_it_is_not_what_its_name_says()
    {
        var json = "{\"resources\":{}}"u8.ToArray();
        var hash = SHA256.HashData(json);
        var packed = BundleBody.Pack(json);
        Assert.Null(BundleBody.Unpack(packed, new byte[32]));
        Assert.Null(BundleBody.Unpack([], hash));
        Assert.Null(BundleBody.Unpack([255, 255, 255, 255, 1], hash));
        for (var i = 0; i < packed.Length; i++)
        {
            byte[] damaged = [.. packed];
            damaged[i] ^= 0x40;
            Assert.True(BundleBody.Unpack(damaged, hash) is not { } read || read.SequenceEqual(json), $"byte {i}");
        }
    }
}
