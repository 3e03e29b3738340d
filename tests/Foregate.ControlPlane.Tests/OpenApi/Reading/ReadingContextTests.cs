// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.Tests.OpenApi.Reading;

public sealed class ReadingContextTests
{
    private static readonly SourceLocation Here = new("f", 1, 1);

    [Theory]
    [InlineData("a ${AWS::Region} ${AWS::AccountId} ${AWS::Partition}", "a eu-north-1 123456789012 aws")]
    [InlineData("${stageVariables.x} ${AWS}", "${stageVariables.x} ${AWS}")]
    [InlineData("${AWS::Region}${AWS::Region}", "eu-north-1eu-north-1")]
    public void Fills_in_the_variables_of_AWS(string text, string filled)
    {
        var context = Context("{}");
        Assert.Equal(filled, context.Substitute(text, Here, "#"));
        Assert.Empty(context.Faults);
    }

    [Theory]
    [InlineData("${AWS::StackName}")]
    [InlineData("${AWS::Region")]
    public void Refuses_other_variables(string text)
    {
        var context = Context("{}");
        Assert.Null(context.Substitute(text, Here, "#"));
        Assert.Single(context.Faults);
    }

    [Theory]
    [InlineData("{\"a\": {\"b\": [5]}, \"x\": {\"$ref\": \"#/a/b/0\"}}", "5")]
    [InlineData("{\"a/b\": 5, \"x\": {\"$ref\": \"#/a~1b\"}}", "5")]
    [InlineData("{\"x\": {\"$ref\": \"#/y\"}, \"y\": {\"$ref\": \"#/z\"}, \"z\": 5}", "5")]
    public void Follows_local_references(string json, string text)
    {
        var context = Context(json);
        context.Root.TryGet("x", out var entry);
        var (node, path) = context.Resolve(entry.Value, "#/x")!.Value;
        Assert.Equal(text, node.Text);
        Assert.True(context.WasReferenced(path));
    }

    [Theory]
    [InlineData("{\"x\": {\"$ref\": \"#/nowhere\"}}", "leads nowhere")]
    [InlineData("{\"a\": [1], \"x\": {\"$ref\": \"#/a/1\"}}", "leads nowhere")]
    [InlineData("{\"a\": [1], \"x\": {\"$ref\": \"#/a/-1\"}}", "leads nowhere")]
    [InlineData("{\"x\": {\"$ref\": \"other.json\"}}", "another document")]
    [InlineData("{\"x\": {\"$ref\": \"#/x\"}}", "in a circle")]
    [InlineData("{\"x\": {\"$ref\": \"#/y\", \"z\": 1}, \"y\": 1}", "beside other properties")]
    public void Refuses_other_references(string json, string cause)
    {
        var context = Context(json);
        context.Root.TryGet("x", out var entry);
        Assert.Null(context.Resolve(entry.Value, "#/x"));
        Assert.Contains(cause, Assert.Single(context.Faults).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_the_same_fault_of_the_same_place_once()
    {
        var context = Context("{}");
        context.Fault(Here, "#/a", "one", "");
        context.Fault(Here, "#/b", "one", "");
        context.Fault(Here, "#/a", "two", "");
        Assert.Equal(2, context.Faults.Count);
        Assert.True(context.HasFaultIn("#/a"));
        Assert.True(context.HasFaultIn("#"));
        Assert.False(context.HasFaultIn("#/ab"));
    }

    private static ReadingContext Context(string json)
    {
        var root = DocumentReader.Read(Encoding.UTF8.GetBytes(json), "f.json", new DocumentLimits(), []);
        return new ReadingContext(root!, "123456789012", "eu-north-1");
    }
}
