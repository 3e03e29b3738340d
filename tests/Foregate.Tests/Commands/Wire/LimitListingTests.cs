// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.Tests.Running;

namespace Foregate.Tests.Commands.Wire;

/// <summary>What foregate describe tells of limits, towards gateways that serve documents.</summary>
public sealed class LimitListingTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(new string[0], "begins at nothing")]
    [InlineData(new[] { "--data", "data" }, "goes on; but for the last second's count, when it was killed")]
    public async Task The_limits_of_a_REST_API_are_told_in_their_order(string[] options, string quota)
    {
        Assert.Equal(
            [
                ("plan throttle", "each key of PLAN", "10 a second, 5 at once", "yes, on this gateway", "begins full"),
                ("plan quota", "each key of PLAN", "100 a week", "yes, on this gateway", quota),
                ("throttle", "each of the methods of prod without its own", "100 a second, AWS's default at once", "yes, on this gateway", "begins full"),
                ("throttle", "pets/GET of prod", "0.5 a second, 7 at once", "yes, on this gateway", "begins full"),
            ],
            await DescribeAsync(
                """
                openapi: 3.0.1
                info: { title: pets, version: "1" }
                paths: { /pets: { get: { security: [{ key: [] }] } } }
                components: { securitySchemes: { key: { type: apiKey, name: x-api-key, in: header } } }
                x-foregate-usage-plan:
                  throttle: { rateLimit: 10, burstLimit: 5 }
                  quota: { limit: 100, period: WEEK }
                  apiKeys: [ { name: ada, value: at-least-twenty-characters } ]
                x-foregate-stage:
                  methodSettings:
                    "*/*": { throttlingRateLimit: 100 }
                    pets/GET: { throttlingRateLimit: 0.5, throttlingBurstLimit: 7 }
                """,
                options));
    }

    [Fact]
    public async Task The_limits_of_an_HTTP_API_are_its_routes()
    {
        Assert.Equal(
            [
                ("throttle", "each route of $default without its own", "3 a second, 2 at once", "yes, on this gateway", "begins full"),
                ("throttle", "GET /pets of $default", "1 a second, 1 at once", "yes, on this gateway", "begins full"),
            ],
            await DescribeAsync(
                """
                openapi: 3.0.1
                info: { title: pets, version: "1" }
                x-amazon-apigateway-importexport-version: "1.0"
                paths: { /pets: { get: {}, put: {} } }
                x-foregate-stage:
                  defaultRouteSettings: { throttlingRateLimit: 3, throttlingBurstLimit: 2 }
                  routeSettings: { GET /pets: { throttlingRateLimit: 1, throttlingBurstLimit: 1 } }
                """,
                []));
    }

    [Fact]
    public async Task What_the_gateway_limits_by_itself_is_told_around_them()
    {
        const string Many = "yes, on this gateway, up to 65,536 callers at a time";
        Assert.Equal(
            [
                ("--limit-by", "each source address, over all APIs", "20.5 a second, 40 at once", Many, "begins full"),
                ("--limit-by", "each value of X-Tenant, over all APIs", "5 a second, 9 at once", Many, "begins full"),
                ("throttle", "GET /pets of $default", "1 a second, 1 at once", "yes, on this gateway", "begins full"),
                ("throttle", "the account in this region, over all its APIs", "10000 a second, 5000 at once", "yes, on this gateway", "begins full"),
            ],
            await DescribeAsync(
                """
                openapi: 3.0.1
                info: { title: pets, version: "1" }
                x-amazon-apigateway-importexport-version: "1.0"
                paths: { /pets: { get: {} } }
                x-foregate-stage: { routeSettings: { GET /pets: { throttlingRateLimit: 1, throttlingBurstLimit: 1 } } }
                """,
                ["--strict-aws", "--limit-by", "source-address=20.5:40", "--limit-by", "header:X-Tenant=5:9"]));
    }

    private async Task<List<(string, string, string, string, string)>> DescribeAsync(string document, string[] options)
    {
        _folder.Write("pets.yaml", document);
        await using var gateway = await ForegateProcess.ServeAsync(_folder.Path, "pets.yaml", ["--upstream", "http://127.0.0.1:9099", .. options]);
        var (code, output) = await ForegateProcess.RunAsync(_folder.Path, ["describe", "pets", "-o", "json", "--management", gateway.Management.ToString()]);
        Assert.Equal(0, code);
        return
        [
            .. JsonElement.Parse(output).GetProperty("limits").EnumerateArray().Select(static limit =>
                (Text(limit, "limit"), System.Text.RegularExpressions.Regex.Replace(Text(limit, "of"), "key of [a-z0-9]{6}", "key of PLAN"), Text(limit, "allows"), Text(limit, "exact"), Text(limit, "restarted"))),
        ];
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
