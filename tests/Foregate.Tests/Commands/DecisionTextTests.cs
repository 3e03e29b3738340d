// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.Commands;

namespace Foregate.Tests.Commands;

public sealed class DecisionTextTests
{
    [Fact]
    public void Tells_a_refusal_with_its_reason_and_place() => Assert.Equal(
        """
        POST /pets answered 403
          refused   INVALID_API_KEY: Forbidden (client's fault)
          because   No key was sent.
          rule at   /restapis/a/resources/b/methods/POST
          request   11111111-2222-4333-8444-555555555555 (abc=) at 2026-01-02T03:04:05+00:00 from 127.0.0.1
          api       a (REST), stage v1
          route     POST /pets  /restapis/a/resources/b/methods/POST
          steps     AddressTable            continue
                    ApiKeyCheck             rejected
          latency   0.25 ms: gateway 0.25 ms

        """,
        DecisionText.Render(Decision("""{"type":"INVALID_API_KEY","message":"Forbidden","blame":"Client","detail":"No key was sent.","place":"/restapis/a/resources/b/methods/POST"}""", "null", "null")));

    [Theory]
    [InlineData(0, "GET /x would be passed on to its integration")]
    [InlineData(403, "GET /x would be answered 403")]
    public void Tells_what_would_become_of_a_request_that_nobody_made(int status, string told)
    {
        var text = DecisionText.Render(JsonElement.Parse(
            "{\"method\":\"GET\",\"path\":\"/x\",\"isDryRun\":true,\"status\":" + status.ToString(System.Globalization.CultureInfo.InvariantCulture) + ",\"requestId\":\"r\",\"steps\":[]}"));
        Assert.Equal(told, text.Trim());
    }

    [Theory]
    [InlineData("", "stage v1\n")]
    [InlineData("\"isCanaryRequest\":true,", "stage v1, by its canary\n")]
    [InlineData("\"isCanaryRequest\":false,", "stage v1, not by its canary\n")]
    public void Tells_which_release_answered(string said, string told) => Assert.Contains(
        told,
        DecisionText.Render(JsonElement.Parse($$"""{"method":"GET","path":"/x","status":200,"apiId":"a","apiKind":"REST","stage":"v1",{{said}}"steps":[],"latency":{"totalMs":1} }""")).ReplaceLineEndings("\n"),
        StringComparison.Ordinal);

    [Fact]
    public void Splits_the_latency_of_an_answer()
    {
        var text = DecisionText.Render(Decision("null", "1.5", "200"));
        Assert.DoesNotContain("refused", text, StringComparison.Ordinal);
        Assert.Contains("latency   0.25 ms: gateway 0.25 ms, integration 1.5 ms (it answered 200)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_names_and_verdicts_apart_however_long_a_name_is()
    {
        var text = DecisionText.Render(JsonElement.Parse("""
            {"method":"GET","path":"/x","isPathCut":false,"status":200,"isTruncated":false,"latency":{"totalMs":1},
            "steps":[{"name":"AddressTable","verdict":"continue"},{"name":"IntegrationResponseSelection","verdict":"answered"}]}
            """));
        Assert.Contains("AddressTable                  continue", text, StringComparison.Ordinal);
        Assert.Contains("IntegrationResponseSelection  answered", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_out_what_is_not_known()
    {
        var text = DecisionText.Render(JsonElement.Parse("""{"method":"GET","path":"/x","isPathCut":true,"status":400,"isTruncated":true,"steps":[],"latency":{"totalMs":1}}"""));
        Assert.StartsWith("GET /x… answered 400, broken off", text, StringComparison.Ordinal);
        Assert.DoesNotContain("route", text, StringComparison.Ordinal);
        Assert.DoesNotContain("api ", text, StringComparison.Ordinal);
    }

    private static JsonElement Decision(string rejection, string integration, string integrationStatus) => JsonElement.Parse($$"""
        {"requestId":"11111111-2222-4333-8444-555555555555","extendedRequestId":"abc=","time":"2026-01-02T03:04:05+00:00","apiKind":"REST","apiId":"a","stage":"v1",
        "route":"POST /pets","definitionPath":"/restapis/a/resources/b/methods/POST","method":"POST","path":"/pets","isPathCut":false,"sourceIp":"127.0.0.1","status":403,
        "integrationStatus":{{integrationStatus}},"steps":[{"list":"Address","name":"AddressTable","verdict":"continue"},{"list":"OnRoute","name":"ApiKeyCheck","verdict":"rejected"}],
        "rejection":{{rejection}},"latency":{"totalMs":0.25,"gatewayMs":0.25,"integrationMs":{{integration}}},"requestBytes":0,"responseBytes":23,"isTruncated":false}
        """);
}
