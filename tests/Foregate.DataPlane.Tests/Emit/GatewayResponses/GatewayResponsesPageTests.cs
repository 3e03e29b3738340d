// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;

namespace Foregate.DataPlane.Tests.Emit.GatewayResponses;

/// <summary>The page says of every type what the catalogues say: with FOREGATE_WRITE_DOCS set its table is written anew.</summary>
public sealed class GatewayResponsesPageTests
{
    [Fact]
    public void The_table_is_the_code()
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "../../../../docs/reference/gateway-responses.md");
        var page = File.ReadAllText(path);
        var written = Regex.Replace(page, @"(?m)^(\|Type\||\| Type \|)(.*\n)(\|.*\n)+|^TABLE\n", _ => Table());
        if (Environment.GetEnvironmentVariable("FOREGATE_WRITE_DOCS") is not null)
        {
            File.WriteAllText(path, written);
        }

        Assert.True(File.ReadAllText(path) == written, "docs/reference/gateway-responses.md is out of date: run this test with FOREGATE_WRITE_DOCS=1");
        Assert.Contains("| THROTTLED | 429 | `Too Many Requests` | TooManyRequestsException |", written, StringComparison.Ordinal);
    }

    /// <summary>Where both catalogues word a type, they word it alike.</summary>
    [Fact]
    public void The_two_catalogues_agree()
    {
        var rest = Rejections.Rest;
        foreach (var rejection in new[]
        {
            rest.ApiConfigurationError, rest.IntegrationTimeout, rest.IntegrationFailure, rest.InvalidApiKey, rest.RouteNotFound, rest.RequestTooLarge, rest.Throttled, rest.UnsupportedMediaType,
        })
        {
            var type = GatewayResponseType.Find(RejectionNames.Of(rejection.Reason))!;
            Assert.Equal((type.StatusCode, type.Message, type.ErrorType), (rejection.Status, rejection.Message, rejection.ErrorType));
        }
    }

    private static string Table()
    {
        var table = new StringBuilder("| Type | Status | Message | x-amzn-ErrorType |\n|---|---|---|---|\n");
        foreach (var type in GatewayResponseType.All)
        {
            var message = type == GatewayResponseType.Default4xx || type == GatewayResponseType.Default5xx ? "that of the type" : type.Message is null ? "depends on the case" : $"`{type.Message}`";
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {type.Name} | {type.StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "that of the type"} | {message} | {(type.StatusCode is null ? "that of the type" : type.ErrorType)} |\n");
        }

        return table.ToString();
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
