// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.ControlPlane.Protocol.S3.Bodies;

namespace Foregate.ControlPlane.Tests.Protocol.S3.Bodies;

public sealed class ReflectedCrcTests
{
    /// <summary>The check values of the catalogue of parametrised CRC algorithms: of the text 123456789.</summary>
    [Fact]
    public void The_check_values_are_those_of_the_catalogue()
    {
        Assert.Equal("CBF43926", Check(ReflectedCrc.Crc32));
        Assert.Equal("E3069283", Check(ReflectedCrc.Crc32C));
        Assert.Equal("AE8B14860A799888", Check(ReflectedCrc.Crc64Nvme));
    }

    [Fact]
    public void It_does_not_matter_how_bytes_are_cut() => Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[0, 100]).Sample((bytes, cut) =>
    {
        var at = Math.Min(cut, bytes.Length);
        foreach (var crc in (ReflectedCrc[])[ReflectedCrc.Crc32, ReflectedCrc.Crc32C, ReflectedCrc.Crc64Nvme])
        {
            Assert.Equal(crc.Append(crc.Start, bytes), crc.Append(crc.Append(crc.Start, bytes.AsSpan(0, at)), bytes.AsSpan(at)));
        }
    });

    private static string Check(ReflectedCrc crc) => Convert.ToHexString(crc.Finish(crc.Append(crc.Start, "123456789"u8)));
}
