// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Tests.Store.Objects;

public sealed class KeyOrderTests
{
    [Fact]
    public void The_order_is_that_of_the_bytes_in_UTF8()
    {
        var letter = Gen.Frequency((3, Gen.Int['a', 'c']), (1, Gen.Int[0xE000, 0xFFFF]), (1, Gen.Int[0x10000, 0x10FFFF]), (1, Gen.Int[0x80, 0x900]));
        var text = letter.Array[0, 4].Select(static letters => string.Concat(letters.Select(char.ConvertFromUtf32)));
        Gen.Select(text, text).Sample((one, other) => Assert.Equal(
            Math.Sign(Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other))),
            Math.Sign(KeyOrder.Instance.Compare(one, other))));
    }
}
