// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class FunctionReferenceTests
{
    [Theory]
    [InlineData("f", null, null)]
    [InlineData("f:1", null, "1")]
    [InlineData("f", "1", "1")]
    [InlineData("f:1", "1", "1")]
    [InlineData("function:f", null, null)]
    [InlineData("123456789012:function:f:1", null, "1")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:f", null, null)]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:f:$LATEST", null, "$LATEST")]
    public void A_function_is_meant_by_name_partial_and_whole_ARN(string name, string? qualifier, string? meant)
    {
        Assert.Null(FunctionReference.TryFindVersion(Zips.Account("two"), name, qualifier, out var reference));
        Assert.Equal(("f", meant), (reference.Function.FunctionName, reference.Qualifier));
    }

    [Theory]
    [InlineData("no spaces", null, "1 validation error detected: Value 'no spaces' at 'functionName'")]
    [InlineData("f", "a b", "1 validation error detected: Value 'a b' at 'qualifier'")]
    [InlineData("f:1", "2", "The derived qualifier from the function name does not match the specified qualifier.")]
    [InlineData("f", "2", "Function not found: arn:aws:lambda:eu-central-1:123456789012:function:f:2")]
    [InlineData("g", null, "Function not found: arn:aws:lambda:eu-central-1:123456789012:function:g")]
    [InlineData("arn:aws:lambda:us-west-2:123456789012:function:f", null, "Functions from 'us-west-2' are not reachable in this region ('eu-central-1')")]
    [InlineData("arn:aws:lambda:eu-central-1:000000000000:function:f", null, "Function not found: arn:aws:lambda:eu-central-1:000000000000:function:f")]
    public void What_means_no_function_is_refused_in_AWS_s_words(string name, string? qualifier, string message) =>
        Assert.StartsWith(message, FunctionReference.TryFindVersion(Zips.Account("two"), name, qualifier, out _)!.Message, StringComparison.Ordinal);

    [Fact]
    public void Operations_on_the_whole_function_take_no_version() =>
        Assert.StartsWith(
            "This operation is permitted on Lambda functions only.", FunctionReference.TryFindWhole(Zips.Account("two"), "f:1", out _)!.Message, StringComparison.Ordinal);
}
