// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Commands.Deploying;
using Foregate.Commands.Wire;

namespace Foregate.Commands;

/// <summary>foregate diff FILE: what deploy would change, and what was changed by calls since. The exit code is 2 when there is anything.</summary>
internal static class DiffCommand
{
    public static Command Make()
    {
        var source = new SourceOptions();
        var options = new WireOptions();
        var command = new Command("diff", "Show what deploy would change, and what calls have changed since; ends with 2 when there is anything.");
        source.AddTo(command);
        options.AddTo(command);
        command.SetAction(parsed => options.TalkAsync(parsed, (_, aws) => RunAsync(parsed, source, new QueryWire(aws), options.AsJson(parsed))));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, SourceOptions source, QueryWire wire, bool asJson)
    {
        var (stacks, code) = await source.ReadAsync(parsed, wire);
        if (stacks is null)
        {
            return code;
        }

        var deployment = new StackDeployment(wire, SourceOptions.Bucket(await wire.AccountAsync(), wire.Region), Console.Error);
        var told = new List<(StackPlan Plan, Listing Drift)>();
        foreach (var stack in stacks)
        {
            var plan = await deployment.PlanAsync(stack);
            await deployment.DiscardAsync(plan);
            if (plan.Failure is not null)
            {
                return await Report.FailAsync(await StackDeployment.ExplainAsync(plan));
            }

            told.Add((plan, plan.IsNew ? new Listing() : await DriftAsync(wire, stack.Name)));
        }

        await Console.Out.WriteAsync(asJson ? Json(told) : string.Concat(told.Select(static one => Text(one.Plan, one.Drift))));
        return told.Exists(static one => !one.Plan.IsUnchanged || one.Drift.Count > 0) ? ExitCodes.Differs : ExitCodes.Done;
    }

    private static async Task<Listing> DriftAsync(QueryWire wire, string stack)
    {
        var drifts = await wire.AllAsync(
            "DescribeStackResourceDrifts", "StackResourceDrifts",
            [("StackName", stack), .. QueryWire.List("StackResourceDriftStatusFilters", [[("", "MODIFIED")], [("", "DELETED")]])]);
        var listing = new Listing("status", "resource", "type", "id", "place", "expected", "actual");
        foreach (var drift in drifts)
        {
            var (status, resource, type, id) = (drift.Find("StackResourceDriftStatus"), drift.Find("LogicalResourceId"), drift.Find("ResourceType"), drift.Find("PhysicalResourceId"));
            foreach (var difference in drift.List("PropertyDifferences"))
            {
                listing.Add(status, resource, type, id, difference.Find("PropertyPath"), difference.Find("ExpectedValue"), difference.Find("ActualValue"));
            }

            if (!drift.List("PropertyDifferences").Any())
            {
                listing.Add(status, resource, type, id);
            }
        }

        return listing;
    }

    private static string Text(StackPlan plan, Listing drift) =>
        $"Stack {plan.Source.Name}{(plan.IsNew ? " (new)" : "")}\n"
        + (plan.IsUnchanged ? "  deploy would change nothing\n" : plan.Changes.Count == 0 ? "  deploy would change tags, parameters or outputs, and no resource\n" : "  deploy would change\n" + plan.Listing().ToText("    "))
        + (drift.Count == 0 ? "" : "  calls have changed\n" + drift.ToText("    "));

    private static string Json(List<(StackPlan Plan, Listing Drift)> told) => Listing.Json(json =>
    {
        json.WriteStartArray();
        foreach (var (plan, drift) in told)
        {
            json.WriteStartObject();
            plan.WriteTo(json);
            json.WritePropertyName("drift");
            drift.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
