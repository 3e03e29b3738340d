// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Frame;

public sealed class IntrinsicTests
{
    [Fact]
    public void A_function_stands_alone_in_its_object()
    {
        Assert.True(Intrinsic.Is(SamNode.Ref("A")));
        Assert.True(Intrinsic.Is(SamNode.Map(("Condition", "C"))));
        Assert.False(Intrinsic.Is(SamNode.Map(("Ref", "A"), ("Other", "B"))));
        Assert.False(Intrinsic.Is(SamNode.Map(("Name", "A"))));
        Assert.False(Intrinsic.Is("Ref"));
    }

    [Fact]
    public void References_lead_to_logical_ids()
    {
        Assert.Equal("A", Intrinsic.LogicalId(SamNode.Ref("A")));
        Assert.Equal("A", Intrinsic.LogicalId(SamNode.GetAtt("A", "Arn")));
        Assert.Equal("A", Intrinsic.LogicalId(SamNode.Map(("Fn::GetAtt", "A.Arn"))));
        Assert.Null(Intrinsic.LogicalId(SamNode.Sub("${A}")));
    }

    [Fact]
    public void A_choice_has_three_arguments()
    {
        var (condition, then, otherwise) = Intrinsic.If(SamNode.If("C", "x"), "Role");
        Assert.Equal(("C", "x", true), (condition.Text, then.Text, Intrinsic.IsNoValue(otherwise)));
        var refusal = Assert.Throws<SamRefusal>(() => Intrinsic.If(SamNode.Map(("Fn::If", SamNode.List("C"))), "Role"));
        Assert.Equal("Malformed 'Role' property: Fn::If requires 3 arguments.", refusal.Cause);
    }
}
