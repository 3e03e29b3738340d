// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Xml.Linq;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol.Services;

public sealed class AwsQueryTests : IDisposable
{
    private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    private const string Identity = "Action=GetCallerIdentity&Version=2011-06-15";

    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Tells_the_caller_in_the_words_and_lines_of_AWS()
    {
        var answer = Ask(Identity);
        var id = answer.Headers.Single(static header => header.Key == "x-amzn-RequestId").Value;
        Assert.Equal(200, answer.StatusCode);
        Assert.Contains(new("Content-Type", "text/xml"), answer.Headers);
        Assert.DoesNotContain(answer.Headers, static header => header.Key == "x-amz-apigw-id");
        Assert.Equal(
            $"""
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetCallerIdentityResult>
                <UserId>123456789012</UserId>
                <Account>123456789012</Account>
                <Arn>arn:aws:iam::123456789012:root</Arn>
              </GetCallerIdentityResult>
              <ResponseMetadata>
                <RequestId>{id}</RequestId>
              </ResponseMetadata>
            </GetCallerIdentityResponse>

            """,
            Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Fact]
    public void Takes_the_form_in_the_query_too() => Assert.Equal(200, _client.Send("GET", "/", "", Identity, service: "sts").StatusCode);

    [Theory]
    [InlineData("Action=DecodeAuthorizationMessage&Version=2011-06-15", "sts", "InvalidAction", "Could not find operation DecodeAuthorizationMessage for version 2011-06-15")]
    [InlineData("Action=GetCallerIdentity", "sts", "InvalidAction", "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED")]
    [InlineData("Action=GetCallerIdentity&Version=2010-05-08", "sts", "InvalidAction", "Could not find operation GetCallerIdentity for version 2010-05-08")]
    [InlineData("Action=ListUsers&Version=2010-05-08", "iam", "InvalidAction", "Could not find operation ListUsers for version 2010-05-08")]
    [InlineData("Action=%3Ca%01%26&Version=1", "sts", "InvalidAction", "Could not find operation <a\\u0001& for version 1")]
    [InlineData("Version=2011-06-15", "sts", "MissingAction", "The request is missing an action or a required parameter.")]
    public void Refuses_what_it_does_not_know(string form, string service, string code, string message)
    {
        var answer = Ask(form, service);
        Assert.Equal(400, answer.StatusCode);
        Assert.Equal(("Sender", code, message), Error(answer));
    }

    [Fact]
    public void Calls_what_is_wrong_with_a_signature_by_the_names_of_its_protocol()
    {
        var answer = _client.Answer(_client.Signed("POST", "/", Identity, "", new AwsCredentials("AKID", "wrong"), service: "sts", contentType: Form));
        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.StatusCode, Error(answer).Code));
        answer = _client.Answer(_client.Signed("POST", "/", Identity, "", new AwsCredentials("nobody", "secret"), service: "sts", contentType: Form));
        Assert.Equal("InvalidClientTokenId", Error(answer).Code);
        answer = _client.Answer(new SignedRequest { Method = "POST", Path = "/", Headers = [new("Host", "a"), new("Content-Type", Form)], Body = Encoding.UTF8.GetBytes(Identity) });
        Assert.Equal((403, "MissingAuthenticationToken"), (answer.StatusCode, Error(answer).Code));
    }

    private ProtocolAnswer Ask(string form, string service = "sts") => _client.Send("POST", "/", form, service: service, contentType: Form);

    private static (string Type, string Code, string Message) Error(ProtocolAnswer answer)
    {
        var error = XElement.Parse(Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal("ErrorResponse", error.Name.LocalName);
        Assert.Equal(error.Elements().Last().Value, answer.Headers.Single(static header => header.Key == "x-amzn-RequestId").Value);
        var said = error.Elements().First().Elements().ToDictionary(static element => element.Name.LocalName, static element => element.Value);
        return (said["Type"], said["Code"], said["Message"]);
    }
}
