// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Sts;

public sealed class SessionHandlersTests : IDisposable
{
    private readonly SignedClient _client = new() { Service = "sts" };

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Who_assumes_a_role_has_credentials_that_act_for_the_account()
    {
        var said = Ask("Action=AssumeRole&RoleArn=arn:aws:iam::123456789012:role/path/deploy&RoleSessionName=me&DurationSeconds=900&Tags.member.1.Key=a&Tags.member.1.Value=b", 200);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/deploy/me", Of(said, "Arn"));
        Assert.Equal("2026-01-02T03:19:05Z", Of(said, "Expiration"));
        var lent = new AwsCredentials(Of(said, "AccessKeyId"), Of(said, "SecretAccessKey"), Of(said, "SessionToken"));
        var who = Ask("Action=GetCallerIdentity", 200, lent);
        Assert.Equal(("arn:aws:sts::123456789012:assumed-role/deploy/me", "123456789012", Of(said, "AssumedRoleId")), (Of(who, "Arn"), Of(who, "Account"), Of(who, "UserId")));

        // A token of somebody else, a secret of somebody else, no token.
        var other = Ask("Action=AssumeRole&RoleArn=arn:aws:iam::123456789012:role/deploy&RoleSessionName=me", 200);
        Assert.Equal("InvalidClientTokenId", Of(Ask("Action=GetCallerIdentity", 403, lent with { SessionToken = Of(other, "SessionToken") }), "Code"));
        Assert.Equal("SignatureDoesNotMatch", Of(Ask("Action=GetCallerIdentity", 403, lent with { SecretAccessKey = Of(other, "SecretAccessKey") }), "Code"));
        Assert.Equal("InvalidClientTokenId", Of(Ask("Action=GetCallerIdentity", 403, lent with { SessionToken = null }), "Code"));
        _client.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("ExpiredToken", Of(Ask("Action=GetCallerIdentity", 403, lent), "Code"));
    }

    [Theory]
    [InlineData("RoleArn=arn:aws:iam::210987654321:role/deploy&RoleSessionName=me", 403, "AccessDenied")]
    [InlineData("RoleArn=arn:aws:iam::123456789012:user/somebody&RoleSessionName=me", 400, "ValidationError")]
    [InlineData("RoleArn=arn:aws:iam::123456789012:role/deploy", 400, "ValidationError")]
    [InlineData("RoleArn=arn:aws:iam::123456789012:role/deploy&RoleSessionName=me&DurationSeconds=1", 400, "ValidationError")]
    [InlineData("RoleArn=arn:aws:iam::123456789012:role/deploy&RoleSessionName=me&Policy=%7B%7D", 400, "ValidationError")]
    [InlineData("RoleArn=arn:aws:iam::123456789012:role/deploy&RoleSessionName=me&PolicyArns.member.1.arn=arn:aws:iam::aws:policy/ReadOnlyAccess", 400, "ValidationError")]
    public void What_cannot_be_lent_is_refused(string parameters, int status, string code) => Assert.Equal(code, Of(Ask("Action=AssumeRole&" + parameters, status), "Code"));

    [Fact]
    public void A_session_is_of_a_lasting_key_only()
    {
        var said = Ask("Action=GetSessionToken", 200);
        var lent = new AwsCredentials(Of(said, "AccessKeyId"), Of(said, "SecretAccessKey"), Of(said, "SessionToken"));
        Assert.Equal("arn:aws:iam::123456789012:root", Of(Ask("Action=GetCallerIdentity", 200, lent), "Arn"));
        Assert.Equal("AccessDenied", Of(Ask("Action=GetSessionToken", 403, lent), "Code"));
    }

    private string Ask(string form, int status, AwsCredentials? credentials = null)
    {
        var signed = _client.Signed("POST", "/", form + "&Version=2011-06-15", credentials: credentials, contentType: "application/x-www-form-urlencoded");
        var token = credentials?.SessionToken is { } said ? [new("X-Amz-Security-Token", said)] : Array.Empty<KeyValuePair<string, string>>();
        var answer = _client.Answer(signed with { Headers = [.. signed.Headers, .. token] });
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode} {text}");
        return text;
    }

    private static string Of(string answer, string element) => Regex.Match(answer, $"<{element}>([^<]*)<").Groups[1].Value;
}
