// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Protocol.Answers;

namespace Foregate.ControlPlane.Tests.Protocol.Services;

public sealed class AwsJsonTests : IDisposable
{
    private readonly SignedClient _client = new() { Service = "ssm" };

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_header_names_the_operation()
    {
        var (status, text) = Send("PutParameter", """{"Name":"/a","Value":"1","Type":"String"}""");
        Assert.Equal((200, """{"Version":1,"Tier":"Standard"}"""), (status, text));
        Assert.Equal("1", _client.Account!.Parameters["/a"].Value);
        (status, text) = Send("GetParameter", """{"Name":"/a"}""");
        Assert.Contains("\"LastModifiedDate\":1767323045", text, StringComparison.Ordinal);
        Assert.Equal(200, status);
        Assert.Equal((200, "{}"), Send("DeleteParameter", """{"Name":"/a"}"""));
    }

    [Theory]
    [InlineData("GetParameter", """{"Name":"none"}""", """{"__type":"ParameterNotFound","message":"Parameter none not found."}""")]
    [InlineData("GetParameter", "{}", """{"__type":"ValidationException","message":"1 validation error detected: Value null at \u0027name\u0027 failed to satisfy constraint: Member must not be null"}""")]
    [InlineData("GetParameter", """{"Name":1}""", "SerializationException")]
    [InlineData("GetParameter", "no", "SerializationException")]
    [InlineData("StartSession", "{}", "UnknownOperationException")]
    public void Errors_have_a_type(string operation, string body, string wanted)
    {
        var (status, text) = Send(operation, body);
        Assert.Equal(400, status);
        Assert.Contains(wanted, text, StringComparison.Ordinal);
    }

    private (int Status, string Text) Send(string operation, string body)
    {
        var signed = _client.Signed("POST", "/", body, contentType: "application/x-amz-json-1.1");
        ProtocolAnswer answer = _client.Answer(signed with { Headers = [.. signed.Headers, new("X-Amz-Target", "AmazonSSM." + operation)] });
        Assert.Contains(new("Content-Type", "application/x-amz-json-1.1"), answer.Headers);
        return (answer.StatusCode, Encoding.UTF8.GetString(answer.Body.Span));
    }
}
