// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using CsCheck;
using Foregate.DataPlane.Arrive.Tls;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

public sealed class ClientHelloTests
{
    [Fact]
    public void Reads_versions_and_suites()
    {
        Assert.True(ClientHello.TryRead(new ReadOnlySequence<byte>(RawHello.Make(0x0303, [0x1301, 0xC02F, 0xC024], 0x0A0A, 0x0304, 0x0303)), out var hello));
        Assert.True(hello.OffersTls13);
        Assert.True(hello.OffersRsaGcm);
        Assert.False(hello.OffersEcdsaGcm);
    }

    [Fact]
    public void Believes_the_extension_only_when_it_says_1_3()
    {
        Assert.True(ClientHello.TryRead(new ReadOnlySequence<byte>(RawHello.Make(0x0303, [0xC02C], 0x0303, 0x0302)), out var hello));
        Assert.False(hello.OffersTls13);
        Assert.True(hello.OffersEcdsaGcm);
    }

    [Fact]
    public void Waits_for_the_whole_of_it()
    {
        var bytes = RawHello.Make(0x0303, [0xC02B], 0x0304);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(ClientHello.TryRead(new ReadOnlySequence<byte>(bytes, 0, length), out _));
        }

        Assert.True(ClientHello.TryRead(new ReadOnlySequence<byte>(bytes), out var hello));
        Assert.True(hello.OffersTls13);
    }

    [Fact]
    public void Waits_for_no_more_than_16_KiB()
    {
        byte[] endless = [22, 3, 1, 0xFF, 0xFF, 1, 0xFF, 0xFF, 0xFF, .. new byte[16 * 1024]];
        Assert.True(ClientHello.TryRead(new ReadOnlySequence<byte>(endless), out var hello));
        Assert.Same(ClientHello.Unknown, hello);
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 23, 3, 3, 0, 1, 0 })]
    [InlineData(new byte[] { 22, 3, 1, 0, 4, 2, 0, 0, 0, 23 })]
    [InlineData(new byte[] { 22, 3, 1, 0, 4, 1, 0, 0, 0 })]
    public void Leaves_everything_else_to_TLS(byte[] bytes)
    {
        Assert.True(ClientHello.TryRead(new ReadOnlySequence<byte>(bytes), out var hello));
        Assert.False(hello.OffersTls13 || hello.OffersEcdsaGcm || hello.OffersRsaGcm);
    }

    [Fact]
    public void Never_throws_on_damaged_hellos()
    {
        var whole = RawHello.Make(0x0303, [0x1301, 0xC02B], 0x0304);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((i, a, j, b) =>
        {
            var damaged = whole.ToArray();
            damaged[i] = a;
            damaged[j] = b;
            ClientHello.TryRead(new ReadOnlySequence<byte>(damaged), out _);
        });
        Gen.Byte.Array[0, 200].Sample(static bytes => { ClientHello.TryRead(new ReadOnlySequence<byte>([22, 3, 1, .. bytes]), out _); });
    }
}
