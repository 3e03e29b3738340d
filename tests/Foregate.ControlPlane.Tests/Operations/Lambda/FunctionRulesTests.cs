// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class FunctionRulesTests
{
    private static readonly Function s_function = new() { FunctionName = "f", Runtime = "nodejs22.x", Handler = "index.handler", Code = new FunctionCode { InlineCode = "x" } };

    [Fact]
    public void Takes_what_AWS_takes()
    {
        Assert.Null(FunctionRules.Check(s_function));
        Assert.Null(FunctionRules.Check(s_function with { Runtime = "provided.al2023", Handler = null, Code = new FunctionCode { Folder = "/a" } }));
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        Assert.StartsWith("1 validation error detected: Value '0' at 'timeout'", FunctionRules.Check(s_function with { Timeout = 0 })!.Message, StringComparison.Ordinal);
        Assert.StartsWith("1 validation error detected: Value '127' at 'memorySize'", FunctionRules.Check(s_function with { MemorySize = 127 })!.Message, StringComparison.Ordinal);
        Assert.StartsWith("1 validation error detected: Value 'cobol85' at 'runtime'", FunctionRules.Check(s_function with { Runtime = "cobol85" })!.Message, StringComparison.Ordinal);
        Assert.EndsWith("Reserved keys used in this request: AWS_REGION", FunctionRules.Check(s_function with { Environment = s_function.Environment.Add("AWS_REGION", "x") })!.Message, StringComparison.Ordinal);
        Assert.EndsWith("exceeded the 4KB limit.", FunctionRules.Check(s_function with { Environment = s_function.Environment.Add("BIG", new string('x', 4096)) })!.Message, StringComparison.Ordinal);
        Assert.StartsWith("Foregate cannot do this yet: functions of the runtime java21", FunctionRules.Check(s_function with { Runtime = "java21" })!.Message, StringComparison.Ordinal);
        Assert.Equal("Please provide a source for function code.", FunctionRules.Check(s_function with { Code = new FunctionCode() })!.Message);
        Assert.NotNull(FunctionRules.CheckName("no spaces"));
    }
}
