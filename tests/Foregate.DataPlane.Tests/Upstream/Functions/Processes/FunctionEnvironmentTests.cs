// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Code;
using Foregate.DataPlane.Upstream.Functions.Processes;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Processes;

public sealed class FunctionEnvironmentTests
{
    private static readonly Function s_function = new()
    {
        FunctionName = "f",
        Runtime = "nodejs22.x",
        Handler = "index.handler",
        Code = new FunctionCode { Folder = "/code" },
    };

    [Fact]
    public void Has_the_definitions_variables_over_the_gateways_and_lambdas_over_all()
    {
        var environment = Of(s_function with { Environment = s_function.Environment.Add("HOME", "/mine").Add("STAGE", "test") });
        Assert.Equal("/mine", environment["HOME"]);
        Assert.Equal("test", environment["STAGE"]);
        Assert.Equal("/bin", environment["PATH"]);
        Assert.Equal("http://localhost:8000", environment["AWS_ENDPOINT_URL_DYNAMODB"]);
        Assert.Equal("index.handler", environment["_HANDLER"]);
        Assert.Equal("AWS_Lambda_nodejs22.x", environment["AWS_EXECUTION_ENV"]);
        Assert.Equal("128", environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.Equal("eu-west-1", environment["AWS_DEFAULT_REGION"]);
        Assert.False(environment.ContainsKey("SECRET"));
    }

    [Theory]
    [InlineData("AWS_REGION")]
    [InlineData("_HANDLER")]
    [InlineData("AWS_LAMBDA_RUNTIME_API")]
    public void Refuses_what_lambda_reserves(string name)
    {
        var fault = Assert.Throws<FunctionFault>(() => Of(s_function with { Environment = s_function.Environment.Add(name, "x") }));
        Assert.Contains($"{name} is reserved", fault.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Of(Function function) => FunctionEnvironment.Of(
        function,
        new Launch { Program = "node", TaskRoot = "/code", RuntimeFolder = "/runtime", SearchPath = "/bin" },
        new FunctionHostOptions
        {
            Region = "eu-west-1",
            AccountId = "123456789012",
            WorkFolder = "/work",
            Environment = new Dictionary<string, string> { ["PATH"] = "/bin", ["HOME"] = "/gateway", ["SECRET"] = "x", ["AWS_ENDPOINT_URL_DYNAMODB"] = "http://localhost:8000" },
        });
}
