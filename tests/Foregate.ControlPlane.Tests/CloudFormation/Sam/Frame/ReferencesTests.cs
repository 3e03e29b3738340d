// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Frame;

public sealed class ReferencesTests
{
    private static readonly Dictionary<string, SamNode> s_parameters = new(StringComparer.Ordinal) { ["P"] = "value", ["AWS::Region"] = "eu-west-1" };

    [Fact]
    public void Parameters_are_put_in_and_other_references_stay()
    {
        var tree = SamNode.Map(("a", SamNode.Ref("P")), ("b", SamNode.Sub("${P}/${Other}/${AWS::Region}")), ("c", SamNode.List(SamNode.Ref("Other"))));
        References.WithParameters(tree, s_parameters);
        Assert.Equal("""{"a":"value","b":{"Fn::Sub":"value/${Other}/eu-west-1"},"c":[{"Ref":"Other"}]}""", PythonText.Json(tree, isCanonical: true));
    }

    [Fact]
    public void A_reference_itself_is_replaced() => Assert.Equal("value", References.WithParameters(SamNode.Ref("P"), s_parameters).Text);

    [Fact]
    public void Mappings_are_looked_up_where_all_keys_are_known()
    {
        var mappings = SamNode.Map(("M", SamNode.Map(("a", SamNode.Map(("b", "found"))))));
        Assert.Equal("found", References.WithMappings(SamNode.Map(("Fn::FindInMap", SamNode.List("M", "a", "b"))), mappings).Text);
        Assert.True(References.WithMappings(SamNode.Map(("Fn::FindInMap", SamNode.List("M", "a", SamNode.Ref("P")))), mappings).IsMap);
        Assert.Throws<SamRefusal>(() => References.WithMappings(SamNode.Map(("Fn::FindInMap", SamNode.List("M"))), mappings));
    }

    [Fact]
    public void Renamed_resources_are_found_everywhere()
    {
        var tree = SamNode.Map(
            ("DependsOn", SamNode.List("L", "M")), ("a", SamNode.Ref("L")), ("b", SamNode.GetAtt("L", "Arn")), ("c", SamNode.Sub("${L} ${L.Arn} ${M}")), ("d", "L"));
        References.Rename(tree, new Dictionary<string, string> { ["L"] = "L1" });
        Assert.Equal(
            """{"DependsOn":["L1","M"],"a":{"Ref":"L1"},"b":{"Fn::GetAtt":["L1","Arn"]},"c":{"Fn::Sub":"${L1} ${L1.Arn} ${M}"},"d":"L"}""", PythonText.Json(tree, isCanonical: true));
    }

    [Fact]
    public void Members_lead_to_what_was_made()
    {
        var tree = SamNode.Map(("a", SamNode.Ref("F.Alias")), ("b", SamNode.GetAtt("F", "Alias.Arn")), ("c", SamNode.Sub("${F.Alias}")), ("d", SamNode.Ref("F.Other")));
        References.Resolve(tree, new Dictionary<(string, string), string> { [("F", "Alias")] = "FAliaslive" });
        Assert.Equal(
            """{"a":{"Ref":"FAliaslive"},"b":{"Fn::GetAtt":["FAliaslive","Arn"]},"c":{"Fn::Sub":"${FAliaslive}"},"d":{"Ref":"F.Other"}}""", PythonText.Json(tree, isCanonical: true));
    }
}
