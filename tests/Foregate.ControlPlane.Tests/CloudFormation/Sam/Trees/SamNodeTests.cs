// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Trees;

public sealed class SamNodeTests
{
    private static readonly SourceLocation s_place = new("t.yaml", 7, 3);

    [Fact]
    public void A_null_is_as_good_as_nothing()
    {
        var map = SamNode.Map(("a", SamNode.Null()), ("b", null));
        Assert.True(map.Has("a"));
        Assert.Null(map["a"]);
        Assert.False(map.Has("b"));
    }

    [Fact]
    public void What_the_transform_wrote_stands_where_its_parent_does()
    {
        var given = SamNode.Of(DocumentNode.Mapping([new DocumentEntry("a", s_place, DocumentNode.Scalar(NodeKind.String, "x", ScalarStyle.Plain, s_place))], s_place));
        given.Set("b", SamNode.List("y"));
        var made = new HashSet<string>();
        var document = given.ToDocument(new SourceLocation("other", 1, 1), "#", made);
        Assert.True(document.TryGet("b", out var entry));
        Assert.Equal(s_place, entry.Value.Items[0].Location);
        Assert.Equal(["#/b"], made);
        Assert.Equal("#/a", given["a"]!.Path);
    }

    [Fact]
    public void A_shallow_copy_shares_its_values_and_a_deep_one_does_not()
    {
        var map = SamNode.Map(("list", SamNode.List("x")));
        var (shallow, deep) = (map.Shallow(), map.Copy());
        map["list"]!.Items.Add("y");
        Assert.Equal((2, 1), (shallow["list"]!.Count, deep["list"]!.Count));
    }

    [Fact]
    public void A_hashed_map_keeps_its_kind_when_it_is_copied()
    {
        var map = SamNode.HashedMap(("a", 1), ("b", 2), ("c", 3));
        Assert.Equal(["a", "c", "b"], map.Keys);
        map.Remove("a");
        map.Set("d", 4);
        Assert.Equal(map.Copy().Keys.Order(), map.Keys.Order());
        Assert.Equal(["a", "b", "c"], SamNode.Map(("a", 1), ("b", 2), ("c", 3)).Keys);
    }

    [Fact]
    public void Update_overrides_and_adds()
    {
        var map = SamNode.Map(("a", 1), ("b", 2));
        map.Update(SamNode.Map(("b", 3), ("c", 4)));
        Assert.Equal("{'a': 1, 'b': 3, 'c': 4}", PythonText.Of(map));
    }

    [Fact]
    public void Truth_is_Pythons()
    {
        Assert.All<SamNode>([false, 0, "", SamNode.Map(), SamNode.List(), SamNode.Null()], node => Assert.False(node.IsTruthy));
        Assert.All<SamNode>([true, 1, "false", SamNode.Map(("a", 1)), SamNode.List(0)], node => Assert.True(node.IsTruthy));
    }

    [Fact]
    public void The_same_is_the_same_in_any_order()
    {
        Assert.True(SamNode.Map(("a", 1), ("b", SamNode.List("x"))).SameAs(SamNode.Map(("b", SamNode.List("x")), ("a", 1))));
        Assert.False(SamNode.List("x", "y").SameAs(SamNode.List("y", "x")));
        Assert.False(((SamNode)"1").SameAs(1));
    }
}
