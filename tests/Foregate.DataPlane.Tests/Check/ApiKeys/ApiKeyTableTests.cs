// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Check.ApiKeys;

namespace Foregate.DataPlane.Tests.Check.ApiKeys;

public sealed class ApiKeyTableTests
{
    [Fact]
    public void Finds_every_key_and_nothing_else() =>
        Gen.String[Gen.Char['a', 'c'], 0, 20].HashSet[0, 40].Sample(values =>
        {
            var table = new ApiKeyTable([.. values.Select(v => new ApiKeyEntry("id-" + v, v, Encoding.UTF8.GetBytes(v), true))]);
            return values.All(v => table.Find(Encoding.UTF8.GetBytes(v))?.Id == "id-" + v
                && (values.Contains(v + "a") || table.Find(Encoding.UTF8.GetBytes(v + "a")) is null)
                && (v.Length == 0 || values.Contains(v[1..]) || table.Find(Encoding.UTF8.GetBytes(v[1..])) is null));
        });

    [Fact]
    public void Finds_nothing_in_an_empty_table() => Assert.Null(new ApiKeyTable([]).Find("x"u8));
}
