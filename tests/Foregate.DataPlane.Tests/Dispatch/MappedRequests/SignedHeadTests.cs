// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire;
using Foregate.Standards.SignatureV4;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Dispatch.MappedRequests;

public sealed class SignedHeadTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("token", false)]
    [InlineData(null, true)]
    public void Signs_host_type_and_Amazons_headers(string? token, bool isObjects)
    {
        var head = new ByteWriter();
        head.WriteText("POST /a?b=c HTTP/1.1\r\nHost: h\r\nX-Amz-Target: T\r\nUser-Agent: u\r\nContent-Type: t\r\n");
        var time = new FakeTimeProvider(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero));
        new SignedHead(new RequestSigner(new AwsCredentials("AK", "s", token), "r", isObjects ? "s3" : "sqs"), token, isObjects, time).Sign(head, "body"u8);
        var lines = Sample.Text(head.Written).Split("\r\n");
        Assert.Contains("X-Amz-Date: 20240102T030405Z", lines);
        var authorization = Assert.Single(lines, static line => line.StartsWith("Authorization: ", StringComparison.Ordinal));
        Assert.Contains($"Credential=AK/20240102/r/{(isObjects ? "s3" : "sqs")}/aws4_request", authorization, StringComparison.Ordinal);
        Assert.Contains(
            $"SignedHeaders=content-type;host;{(isObjects ? "x-amz-content-sha256;" : "")}x-amz-date;{(token is null ? "" : "x-amz-security-token;")}x-amz-target, ", authorization, StringComparison.Ordinal);
        Assert.Equal(token is not null, lines.Contains("X-Amz-Security-Token: token"));
    }
}
