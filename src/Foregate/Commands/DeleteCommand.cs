// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Commands.Deploying;
using Foregate.Commands.Wire;

namespace Foregate.Commands;

/// <summary>foregate delete STACK: takes a stack away, with what it made.</summary>
internal static class DeleteCommand
{
    public static Command Make()
    {
        var stack = new Argument<string>("STACK") { Description = "Name or ARN of a stack." };
        var retain = new Option<string[]>("--retain") { HelpName = "LOGICAL-ID", Description = "Resource that stays behind; may be repeated." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would be deleted, and delete nothing." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var options = new WireOptions();
        var command = new Command("delete", "Take a stack away, with what it made.") { stack, retain, dryRun, yes };
        options.AddTo(command);
        command.SetAction(parsed => options.TalkAsync(parsed, (_, aws) => RunAsync(
            new QueryWire(aws), parsed.GetValue(stack)!, parsed.GetValue(retain) ?? [], parsed.GetValue(dryRun), parsed.GetValue(yes), options.AsJson(parsed))));
        return command;
    }

    private static async Task<int> RunAsync(QueryWire wire, string given, string[] retained, bool isDryRun, bool isAgreed, bool asJson)
    {
        var progress = asJson ? Console.Error : Console.Out;
        var deployment = new StackDeployment(wire, "", progress);
        if (await deployment.FindAsync(given) is not { } stack || stack.Find("StackStatus") == "DELETE_COMPLETE")
        {
            return await Report.FailAsync(Failures.NoStack(given));
        }

        var (name, id) = (stack.Find("StackName")!, stack.Find("StackId")!);
        var listing = new Listing("action", "resource", "type", "id");
        foreach (var resource in await wire.AllAsync("ListStackResources", "StackResourceSummaries", ("StackName", id)))
        {
            var logicalId = resource.Find("LogicalResourceId")!;
            listing.Add(retained.Contains(logicalId) ? "Retain" : "Remove", logicalId, resource.Find("ResourceType"), resource.Find("PhysicalResourceId"));
        }

        await progress.WriteAsync($"Stack {name}\n{listing.ToText("  ")}");
        if (!isDryRun)
        {
            if (!isAgreed && !(Agreement.HasTerminal && await Agreement.AskAsync($"Delete the stack {name}?")))
            {
                return await Report.FailAsync(Failures.NotAgreed($"Deleting the stack {name}"));
            }

            var token = "delete-" + Guid.NewGuid().ToString("N");
            await wire.StacksAsync("DeleteStack", [("StackName", id), ("ClientRequestToken", token), .. QueryWire.List("RetainResources", retained.Select(static resource => new[] { ("", resource) }))]);
            await deployment.TellAsync(id, token);
            if (await deployment.FailureAsync(name, (await deployment.FindAsync(id))!) is { } failure)
            {
                return await Report.FailAsync(failure);
            }
        }

        await Console.Out.WriteAsync(asJson ? Listing.Json(listing.WriteTo) : isDryRun ? "" : $"Stack {name} is deleted\n");
        return ExitCodes.Done;
    }
}
