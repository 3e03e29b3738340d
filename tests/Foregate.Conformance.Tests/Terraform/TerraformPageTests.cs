// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Foregate.Tests.Running;

namespace Foregate.Conformance.Tests.Terraform;

/// <summary>The page about Terraform says of every type what the conversations and the page of coverage say: with FOREGATE_WRITE_DOCS set its tables are written anew.</summary>
public sealed partial class TerraformPageTests
{
    private static readonly (string Heading, string Folder)[] s_services =
        [("REST APIs", "ApiGateway"), ("HTTP and WebSocket APIs", "ApiGatewayV2"), ("Functions", "Lambda"), ("Roles and policies", "Iam")];

    [Fact]
    public void The_page_says_what_the_conversations_say()
    {
        var path = Docs("reference/terraform.md");
        var text = File.ReadAllText(path);
        var wanted = text;
        foreach (var (heading, folder) in s_services)
        {
            var start = wanted.IndexOf("| Type |", wanted.IndexOf($"\n## {heading}\n", StringComparison.Ordinal), StringComparison.Ordinal);
            var end = wanted.IndexOf("\n\n", start, StringComparison.Ordinal);
            wanted = wanted[..start] + Table(folder) + (end < 0 ? "\n" : wanted[end..]);
        }

        if (Environment.GetEnvironmentVariable("FOREGATE_WRITE_DOCS") is not null)
        {
            File.WriteAllText(path, wanted);
            text = wanted;
        }

        Assert.True(text == wanted, $"{path} is out of date: run this test with FOREGATE_WRITE_DOCS=1");
    }

    [Fact]
    public void Of_API_Gateway_only_the_generator_of_clients_is_absent()
    {
        var absent = new[] { "ApiGateway", "ApiGatewayV2" }.SelectMany(TerraformData.Types).Where(static type => type.Data.GetProperty("is").GetString() == "absent");
        Assert.Equal(["data.aws_api_gateway_sdk"], absent.Select(static type => type.Type));
    }

    /// <summary>A page below docs.</summary>
    internal static string Docs(string page) => Path.Combine(Folder.Repository, "docs", page);

    private static string Table(string folder)
    {
        var operations = Coverage();
        var table = new StringBuilder("| Type | | |\n|---|---|---|");
        foreach (var (type, data) in TerraformData.Types(folder).OrderBy(static type => type.Type.StartsWith("data.", StringComparison.Ordinal)).ThenBy(static type => type.Type, StringComparer.Ordinal))
        {
            var name = type.StartsWith("data.", StringComparison.Ordinal) ? $"data `{type[5..]}`" : $"`{type}`";
            var (coverage, what) = Of(data, operations);
            table.Append($"\n| {name} | {coverage} | {what} |");
        }

        return table.ToString();
    }

    // A resource is as far served as the operations that make it.
    private static (string Coverage, string What) Of(JsonElement data, Dictionary<string, (string Coverage, string Held)> operations)
    {
        if (data.GetProperty("is").GetString() == "absent")
        {
            return ("absent", data.GetProperty("why").GetString()!);
        }

        if (data.TryGetProperty("held", out var held))
        {
            return ("held", held.GetString()!);
        }

        if (!data.TryGetProperty("create", out var steps))
        {
            return ("exact", "");
        }

        var used = steps.EnumerateArray().Select(step => operations.GetValueOrDefault(step.GetProperty("do").GetString()!, ("exact", ""))).ToList();
        return used.Any(static operation => operation.Item1 == "held")
            ? ("held", "")
            : ("exact", string.Join("; ", new[] { Joined(used.SelectMany(static operation => operation.Item2.Split(", "))), Refused(data, "refused"), Refused(data, "refused but for its default") }
                .Where(static text => text.Length > 0)));
    }

    // Arguments that no case changes because they are refused; the player tries that.
    private static string Refused(JsonElement data, string why)
    {
        var names = data.TryGetProperty("untouched", out var untouched)
            ? untouched.EnumerateObject().Where(argument => argument.Value.GetString() == why).Select(static argument => $"`{argument.Name}`").ToList()
            : [];
        return names.Count > 0 ? $"{why}: {string.Join(", ", names)}" : "";
    }

    private static string Joined(IEnumerable<string> held) =>
        held.Where(static text => text.Length > 0).Distinct().ToList() is { Count: > 0 } all ? "held: " + string.Join(", ", all) : "";

    private static Dictionary<string, (string Coverage, string Held)> Coverage()
    {
        var (service, found) = ("", new Dictionary<string, (string, string)>(StringComparer.Ordinal));
        foreach (var line in File.ReadLines(Docs("reference/coverage.md")))
        {
            if (Service().Match(line) is { Success: true } heading)
            {
                service = heading.Groups[1].Value;
            }
            else if (Operation().Match(line) is { Success: true } row)
            {
                found[$"{service}.{row.Groups[1].Value}"] = (row.Groups[2].Value, row.Groups[3].Value.Trim());
            }
        }

        return found;
    }

    [GeneratedRegex(@"^## .*\(`(\w+)`")]
    private static partial Regex Service();

    [GeneratedRegex(@"^\| (\w+) \| (exact|held|absent) \|(.*)\|$")]
    private static partial Regex Operation();
}
