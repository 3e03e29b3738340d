// SPDX-License-Identifier: Apache-2.0
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands;

/// <summary>Explaining, where there is nobody to ask. What is told of real requests is in ServeCommandTests.</summary>
public sealed class ExplainCommandTests
{
    [Fact]
    public async Task Explains_that_no_gateway_answers()
    {
        // Port 9 (discard) is served by nobody on a test machine's loopback.
        var (code, output) = await ForegateProcess.RunAsync(Path.GetTempPath(), "explain", "an-id", "--management", "http://127.0.0.1:9");
        Assert.Equal(1, code);
        Assert.StartsWith("error FG401:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain")]
    [InlineData("explain an-id --path /x")]
    [InlineData("explain an-id --method POST")]
    [InlineData("explain --method POST")]
    [InlineData("explain --path /x --header nothing")]
    public async Task Refuses_what_is_no_question(string arguments)
    {
        var (code, output) = await ForegateProcess.RunAsync(Path.GetTempPath(), arguments.Split(' '));
        Assert.Equal(2, code);
        Assert.StartsWith("error FG101:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_address_that_is_none()
    {
        var (code, output) = await ForegateProcess.RunAsync(Path.GetTempPath(), "explain", "an-id", "--management", "gateway:4566");
        Assert.Equal(2, code);
        Assert.StartsWith("error FG110:", output, StringComparison.Ordinal);
    }
}
