// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Local;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Local;

public sealed class InvocationEventTests
{
    private static readonly Guid s_id = Guid.Parse("8476a536-e9f4-11e8-9739-2dfe598c3fcd");

    [Fact]
    public void Has_the_headers_of_the_runtime_api_and_the_event() => Assert.Equal(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n" +
        "Lambda-Runtime-Deadline-Ms: 1542409706888\r\nLambda-Runtime-Invoked-Function-Arn: arn:f\r\nLambda-Runtime-Trace-Id: Root=1\r\n" +
        "Lambda-Runtime-Client-Context: {\"a\":1}\r\nLambda-Runtime-Cognito-Identity: {}\r\nContent-Length: 2\r\n\r\n[]",
        Write(new FunctionCall { Payload = "[]"u8.ToArray(), TraceId = "Root=1"u8.ToArray(), ClientContext = "{\"a\":1}"u8.ToArray(), CognitoIdentity = "{}"u8.ToArray() }));

    [Fact]
    public void Leaves_out_what_is_not_there_and_what_would_be_a_header_of_the_callers_making()
    {
        var text = Write(new FunctionCall { Payload = "1"u8.ToArray(), TraceId = "a\r\nX: y"u8.ToArray() });
        Assert.DoesNotContain("Trace-Id", text, StringComparison.Ordinal);
        Assert.DoesNotContain("X: y", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Client-Context", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n1", text, StringComparison.Ordinal);
    }

    private static string Write(FunctionCall call)
    {
        var writer = new ByteWriter();
        InvocationEvent.Write(writer, s_id, 1542409706888, "arn:f"u8, call);
        return Encoding.ASCII.GetString(writer.Written);
    }
}
