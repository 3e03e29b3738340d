// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.Values;

public sealed class ValueListTests
{
    [Fact]
    public void Inserts_and_removes_at_a_place()
    {
        var list = new ValueList([Value.Of(1), Value.Of(2)]);
        list.Insert(1, Value.Of(9));
        list.Insert(3, Value.Of(4));
        list.RemoveAt(0);
        Assert.Equal("[9,2,4]", JavaText.Of(Value.Of(list)));
        list.Clear();
        Assert.Equal(0, list.Count);
    }

    [Fact]
    public void A_place_beyond_its_end_is_refused_though_there_is_room()
    {
        var list = new ValueList(capacity: 8);
        list.Add(Value.Of(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => list[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Insert(3, Value.Null));
    }
}
