// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.Values;

public sealed class MapKeyTests
{
    [Fact]
    public void Numbers_and_texts_are_other_keys()
    {
        var map = new ValueMap();
        map.Set(MapKey.CodeOf(Value.Of(1), "1"), Value.Of(1), Value.True);
        map["1"] = Value.False;
        Assert.Equal(2, map.Count);
        Assert.True(map[MapKey.CodeOf(Value.Of(1), "1")].AsBoolean);
        Assert.Equal("1", map.KeyAt(0));
        Assert.True(map.KeyValueAt(0).IsInteger);
        Assert.True(map.KeyValueAt(1).IsText);
        Assert.Equal("{1=true, 1=false}", Value.Of(map).ToString());
    }
}
