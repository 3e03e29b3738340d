// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Tests.Check.UsagePlans;

namespace Foregate.DataPlane.Tests.Check.ApiKeys;

public sealed class ApiKeyTableTests
{
    [Fact]
    public void Finds_every_key_and_nothing_else() =>
        Gen.String[Gen.Char['a', 'c'], 0, 20].HashSet[0, 40].Sample(values =>
        {
            var table = new ApiKeyTable([.. values.Select(v => GivenPlan.Free("id-" + v, v, Encoding.UTF8.GetBytes(v)))]);
            return values.All(v => table.Find(Encoding.UTF8.GetBytes(v))?.Id == "id-" + v
                && (values.Contains(v + "a") || table.Find(Encoding.UTF8.GetBytes(v + "a")) is null)
                && (v.Length == 0 || values.Contains(v[1..]) || table.Find(Encoding.UTF8.GetBytes(v[1..])) is null));
        });

    [Fact]
    public void Compares_every_byte()
    {
        // An entry whose hash agrees: the same table, its value changed under it.
        var value = Encoding.UTF8.GetBytes("0123456789-0123456789-0123456789-abcde");
        for (var i = 0; i < value.Length; i++)
        {
            var kept = value.ToArray();
            var table = new ApiKeyTable([GivenPlan.Free("k", "k", kept)]);
            Assert.NotNull(table.Find(value));
            kept[i] ^= 0x20;
            Assert.Null(table.Find(value));
        }
    }

    [Fact]
    public void Finds_nothing_in_an_empty_table() => Assert.Null(new ApiKeyTable([]).Find("x"u8));
}
