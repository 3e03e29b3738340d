// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamApis;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class ApiPathsTests
{
    [Fact]
    public void Adds_a_method_to_both_branches_of_a_conditional_path()
    {
        var paths = new ApiPaths(SamNode.HashedMap(("/a", SamNode.If("C", SamNode.HashedMap(("put", SamNode.HashedMap())), SamNode.HashedMap()))));
        paths.Add("/a", "GET");
        Assert.True(paths.Has("/a", "get"));
        Assert.False(paths.Has("/a", "put"));
    }

    [Fact]
    public void Passes_a_branch_by_that_says_no_value()
    {
        var item = SamNode.HashedMap();
        Assert.Same(item, Assert.Single(ApiPaths.Contents(SamNode.If("C", item))));
    }

    [Fact]
    public void Refuses_a_condition_that_is_no_list() => Assert.Throws<SamRefusal>(() => ApiPaths.Contents(SamNode.Map(("Fn::If", "C"))));

    [Theory]
    [InlineData("ANY", "x-amazon-apigateway-any-method")]
    [InlineData("Get", "get")]
    public void Writes_methods_as_definitions_do(string given, string written) => Assert.Equal(written, ApiPaths.Normal(given).Text);

    [Fact]
    public void Has_an_integration_only_when_every_branch_has_one()
    {
        var with = SamNode.HashedMap(("get", SamNode.HashedMap((ApiPaths.Integration, SamNode.Map(("type", "mock"))))));
        var without = SamNode.HashedMap(("get", SamNode.HashedMap()));
        Assert.True(new ApiPaths(SamNode.HashedMap(("/a", with))).HasIntegration((SamNode)"/a", "get"));
        Assert.False(new ApiPaths(SamNode.HashedMap(("/a", SamNode.If("C", with, without)))).HasIntegration((SamNode)"/a", "get"));
    }

    [Fact]
    public void Refuses_a_path_that_is_no_map() => Assert.Contains(
        "Value of '/a' path must be a dictionary", Assert.Throws<SamRefusal>(() => new ApiPaths(SamNode.HashedMap(("/a", "x"))).All("/a")).Cause, StringComparison.Ordinal);
}
