// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam;

public sealed class SamGlobalsTests
{
    [Fact]
    public void Objects_are_merged_lists_follow_each_other_and_the_nearer_word_wins()
    {
        var function = ApiTemplates.Properties(
            $"Globals: {{Function: {{Layers: [a], Timeout: 9, Environment: {{Variables: {{A: 1, B: 2}}}}, VpcConfig: !Ref P}}}}\n{FunctionTemplates.Of("Layers: [b], Timeout: 3, Environment: {Variables: {B: 3}}, VpcConfig: {SubnetIds: [s]}")}", "F");
        ApiTemplates.Same("""["a", "b"]""", function["Layers"]);
        ApiTemplates.Same("""{"Variables": {"A": 1, "B": 3}}""", function["Environment"]);
        ApiTemplates.Same("""{"SubnetIds": ["s"]}""", function["VpcConfig"]);
        Assert.Equal(3, (int)function["Timeout"]!);
    }

    [Theory]
    [InlineData("Globals: {Function: {Timeout: 9}}", "IgnoreGlobals: \"*\"", null)]
    [InlineData("Globals: {Function: {Timeout: 9}}", "IgnoreGlobals: [Timeout]", null)]
    [InlineData("Globals: {Function: {Timeout: 9, MemorySize: 1}}", "IgnoreGlobals: [MemorySize]", 9)]
    public void A_resource_can_do_without(string globals, string attributes, int? timeout) =>
        Assert.Equal(timeout, (int?)ApiTemplates.Properties($"{globals}\n{FunctionTemplates.Of(attributes: attributes)}", "F")["Timeout"]);

    [Theory]
    [InlineData("Globals: {Functions: {}}", "", "'Functions' is not supported.")]
    [InlineData("Globals: {Function: {Role: r}}", "", "'Role' is not a supported property of 'Function'.")]
    [InlineData("Globals: {Function: [a]}", "", "Value of Function must be a dictionary.")]
    [InlineData("Globals: []", "", "It must be a non-empty dictionary.")]
    [InlineData("Globals: {Function: {Timeout: 9}}", "IgnoreGlobals: [Handler]", "invalid resource attribute 'IgnoreGlobals' on item 'Handler'.")]
    [InlineData("Globals: {Function: {Timeout: 9}}", "IgnoreGlobals: Timeout", "invalid resource attribute 'IgnoreGlobals'.")]
    public void Refuses_what_SAM_refuses(string globals, string attributes, string cause) =>
        Assert.EndsWith(cause, ApiTemplates.Fault($"{globals}\n{FunctionTemplates.Of(attributes: attributes)}").Cause, StringComparison.Ordinal);
}
