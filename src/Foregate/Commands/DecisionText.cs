// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Foregate.Commands;

/// <summary>A decision record as a person reads it: what was answered, why, and who decided.</summary>
internal static class DecisionText
{
    public static string Render(JsonElement decision)
    {
        var text = new StringBuilder();
        var isDry = Flag(decision, "isDryRun");
        var status = Number(decision, "status");
        var outcome = !isDry ? $"answered {status}" : status == "0" ? "would be passed on to its integration" : $"would be answered {status}";
        text.AppendLine($"{Text(decision, "method")} {Text(decision, "path")}{(Flag(decision, "isPathCut") ? "…" : "")} {outcome}{(Flag(decision, "isTruncated") ? ", broken off" : "")}");
        if (decision.TryGetProperty("rejection", out var rejection) && rejection.ValueKind == JsonValueKind.Object)
        {
            text.AppendLine($"  refused   {Text(rejection, "type")}: {Text(rejection, "message")} ({Text(rejection, "blame")?.ToLowerInvariant()}'s fault)");
            Line(text, "because", Text(rejection, "detail"));
            Line(text, "rule at", Text(rejection, "place"));
        }

        Line(text, "request", isDry ? null : $"{Text(decision, "requestId")} ({Text(decision, "extendedRequestId")}) at {Text(decision, "time")} from {Text(decision, "sourceIp")}");
        Line(text, "api", Text(decision, "apiId") is { } api ? $"{api} ({Text(decision, "apiKind")}), stage {Text(decision, "stage")}{Canary(decision)}" : null);
        Line(text, "route", Text(decision, "route") is { } route ? $"{route}  {Text(decision, "definitionPath")}" : null);
        Steps(text, decision);
        if (isDry)
        {
            return text.ToString();
        }

        var latency = decision.GetProperty("latency");
        var integration = Number(latency, "integrationMs");
        Line(text, "latency", $"{Number(latency, "totalMs")} ms: gateway {Number(latency, "gatewayMs")} ms{(integration is null ? "" : $", integration {integration} ms (it answered {Number(decision, "integrationStatus") ?? "nothing"})")}");
        return text.ToString();
    }

    // Which of the two a request meets is decided for each alone.
    private static string Canary(JsonElement decision) =>
        !decision.TryGetProperty("isCanaryRequest", out var isCanary) ? "" : isCanary.ValueKind == JsonValueKind.True ? ", by its canary" : ", not by its canary";

    private static void Steps(StringBuilder text, JsonElement decision)
    {
        var label = "steps";
        var steps = decision.GetProperty("steps");
        var width = steps.EnumerateArray().Select(step => (Text(step, "name") ?? "").Length + 2).Append(24).Max();
        foreach (var step in steps.EnumerateArray())
        {
            Line(text, label, $"{(Text(step, "name") ?? "").PadRight(width)}{Text(step, "verdict")}");
            label = "";
        }
    }

    private static void Line(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.AppendLine($"  {label,-10}{value}");
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble().ToString("0.###", CultureInfo.InvariantCulture)
            : null;

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
