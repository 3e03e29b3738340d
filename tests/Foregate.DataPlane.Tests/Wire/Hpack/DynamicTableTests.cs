// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Wire.Hpack;

namespace Foregate.DataPlane.Tests.Wire.Hpack;

public sealed class DynamicTableTests
{
    [Fact]
    public void Gives_the_newest_first_and_drops_the_oldest()
    {
        var table = new DynamicTable(100);
        table.Add("a"u8, "1"u8);
        table.Add("b"u8, "22"u8);
        Assert.Equal(["b: 22", "a: 1"], All(table));
        table.Add("c"u8, "3"u8);
        Assert.Equal(["c: 3", "b: 22"], All(table));
    }

    [Fact]
    public void Is_emptied_by_a_field_larger_than_itself()
    {
        var table = new DynamicTable(100);
        table.Add("a"u8, "1"u8);
        table.Add("b"u8, new byte[100]);
        Assert.Equal(0, table.Count);
        table.Add("c"u8, "3"u8);
        Assert.Equal(["c: 3"], All(table));
    }

    [Fact]
    public void Shrinks_when_told_and_grows_no_further_than_allowed()
    {
        var table = new DynamicTable(100);
        table.Add("a"u8, "1"u8);
        table.Add("b"u8, "2"u8);
        Assert.True(table.TrySetCapacity(40));
        Assert.Equal(["b: 2"], All(table));
        Assert.True(table.TrySetCapacity(100));
        table.Add("c"u8, "3"u8);
        Assert.Equal(["c: 3", "b: 2"], All(table));
        Assert.False(table.TrySetCapacity(101));
    }

    /// <summary>Against a list that does the same in the plainest way.</summary>
    [Fact]
    public void Holds_what_a_plain_list_holds() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 400]).List[1, 200].Sample(fields =>
        {
            var table = new DynamicTable(512);
            var list = new List<(string Name, string Value)>();
            for (var i = 0; i < fields.Count; i++)
            {
                var (name, value) = (new string((char)('a' + (i % 26)), fields[i].Item1), new string((char)('0' + (i % 10)), fields[i].Item2));
                table.Add(Encoding.ASCII.GetBytes(name), Encoding.ASCII.GetBytes(value));
                list.Insert(0, (name, value));
                while (list.Sum(static f => f.Name.Length + f.Value.Length + 32) > 512)
                {
                    list.RemoveAt(list.Count - 1);
                }

                Assert.Equal(list.Select(static f => f.Name + ": " + f.Value), All(table));
            }
        }, iter: 200);

    private static string[] All(DynamicTable table)
    {
        var all = new string[table.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = Encoding.ASCII.GetString(table.Name(i)) + ": " + Encoding.ASCII.GetString(table.Value(i));
        }

        return all;
    }
}
