// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Trees;

public sealed class HashedOrderTests
{
    // What Python 2.7 lists for dict.fromkeys(...).keys().
    [Theory]
    [InlineData("a b c", "a c b")]
    [InlineData("swagger info paths", "info paths swagger")]
    [InlineData("one two three four five six seven", "seven six three two four five one")]
    public void Keys_come_as_from_a_hash_table(string keys, string order)
    {
        var hashed = new HashedOrder();
        foreach (var key in keys.Split(' '))
        {
            hashed.Add(key);
        }

        Assert.Equal(order, string.Join(' ', hashed.Keys));
    }

    [Fact]
    public void A_removed_key_leaves_a_grave_that_is_filled_again() => Gen.String[Gen.Char['a', 'd'], 1, 3].List[0, 60].Sample(keys =>
    {
        var hashed = new HashedOrder();
        var set = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
        {
            if (i % 3 == 2)
            {
                hashed.Remove(keys[i]);
                set.Remove(keys[i]);
            }
            else
            {
                hashed.Add(keys[i]);
                set.Add(keys[i]);
            }
        }

        Assert.Equal(set.Order(StringComparer.Ordinal), hashed.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(set.Count, hashed.Count);
    });
}
