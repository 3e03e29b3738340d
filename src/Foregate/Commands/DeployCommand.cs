// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Text.Json;
using Foregate.Commands.Deploying;
using Foregate.Commands.Wire;

namespace Foregate.Commands;

/// <summary>foregate deploy FILE: makes of a template, or of what cdk synth wrote, stacks of a running gateway.</summary>
internal static class DeployCommand
{
    public static Command Make()
    {
        var source = new SourceOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what would change, and change nothing. What the template needs is uploaded all the same." };
        var prune = new Option<bool>("--prune") { Description = "Delete the stacks that an earlier deploy made of this cdk.out folder and that are no longer in it." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask before something is replaced or removed." };
        var options = new WireOptions();
        var command = new Command("deploy", "Make of a template, or of a cdk.out folder, stacks of a running gateway.");
        source.AddTo(command);
        command.Add(dryRun);
        command.Add(prune);
        command.Add(yes);
        options.AddTo(command);
        command.SetAction(parsed => options.TalkAsync(parsed, (client, aws) => RunAsync(
            parsed, source, client, new QueryWire(aws), new Choices(parsed.GetValue(dryRun), parsed.GetValue(prune), parsed.GetValue(yes), options.AsJson(parsed)))));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, SourceOptions source, HttpClient client, QueryWire wire, Choices choices)
    {
        if (choices.Prune && !CloudAssembly.IsOne(source.File(parsed)))
        {
            return await Report.FailAsync(Failures.Usage("--prune is for cdk.out folders: a template is one stack, which foregate delete deletes."));
        }

        var (stacks, code) = await source.ReadAsync(parsed, wire);
        if (stacks is null)
        {
            return code;
        }

        // What a program reads goes to standard output alone.
        var progress = choices.AsJson ? Console.Error : Console.Out;
        var deployment = new StackDeployment(wire, SourceOptions.Bucket(await wire.AccountAsync(), wire.Region), progress);
        var told = new List<Action<Utf8JsonWriter>>();
        foreach (var stack in stacks)
        {
            if (await DeployAsync(deployment, stack, client, wire, choices, progress, told) is { } failure)
            {
                return await Report.FailAsync(failure);
            }
        }

        if (choices.Prune && await PruneAsync(deployment, CloudAssembly.NameOf(source.File(parsed)), stacks, wire, choices, progress) is { } unpruned)
        {
            return await Report.FailAsync(unpruned);
        }

        if (choices.AsJson)
        {
            await Console.Out.WriteAsync(Listing.Json(json =>
            {
                json.WriteStartArray();
                told.ForEach(write => write(json));
                json.WriteEndArray();
            }));
        }

        return ExitCodes.Done;
    }

    private static async Task<Failure?> DeployAsync(
        StackDeployment deployment, StackSource source, HttpClient client, QueryWire wire, Choices choices, TextWriter progress, List<Action<Utf8JsonWriter>> told)
    {
        var plan = await deployment.PlanAsync(source);
        if (plan.Failure is not null)
        {
            await deployment.DiscardAsync(plan);
            return await StackDeployment.ExplainAsync(plan);
        }

        await progress.WriteAsync(plan.IsUnchanged ? $"Stack {source.Name}: nothing to change\n" : $"Stack {source.Name}{(plan.IsNew ? " (new)" : "")}\n{plan.Listing().ToText("  ")}");
        if (choices.DryRun || plan.IsUnchanged)
        {
            await deployment.DiscardAsync(plan);
            told.Add(json => Write(json, plan, choices.DryRun ? null : "UNCHANGED", [], []));
            return null;
        }

        if (plan.TakesAway && !choices.Yes && Agreement.HasTerminal && !await Agreement.AskAsync($"Something of {source.Name} is replaced or removed. Go on?"))
        {
            await deployment.DiscardAsync(plan);
            return Failures.NotAgreed($"What would be replaced or removed of {source.Name}");
        }

        var stack = await deployment.ExecuteAsync(plan);
        if (await deployment.FailureAsync(source.Name, stack) is { } failure)
        {
            return failure;
        }

        var outputs = stack.List("Outputs").Select(static output => (output.Find("OutputKey")!, output.Find("OutputValue") ?? "")).ToList();
        var addresses = await InvokeAddresses.OfAsync(client, wire, source.Name);
        await progress.WriteAsync($"Stack {source.Name} is {stack.Find("StackStatus")}\n{string.Concat(outputs.Select(static output => $"  {output.Item1} = {output.Item2}\n"))}{string.Concat(addresses.Select(static address => $"  Invoke {address}\n"))}");
        told.Add(json => Write(json, plan, stack.Find("StackStatus"), outputs, addresses));
        return null;
    }

    // Only what this folder made, by its tag, and what it no longer has; the last that was made first.
    private static async Task<Failure?> PruneAsync(StackDeployment deployment, string name, IReadOnlyList<StackSource> stacks, QueryWire wire, Choices choices, TextWriter progress)
    {
        var gone = (await wire.AllAsync("DescribeStacks", "Stacks"))
            .Where(stack => stack.List("Tags").Any(tag => tag.Find("Key") == CloudAssembly.Tag && tag.Find("Value") == name) && stacks.All(source => source.Name != stack.Find("StackName")))
            .OrderByDescending(static stack => stack.Time("CreationTime")).ToList();
        foreach (var stack in gone)
        {
            var stackName = stack.Find("StackName")!;
            if (choices.DryRun)
            {
                await progress.WriteLineAsync($"Stack {stackName} would be deleted: {name} has it no more");
                continue;
            }

            if (!choices.Yes && !(Agreement.HasTerminal && await Agreement.AskAsync($"{name} has the stack {stackName} no more. Delete it?")))
            {
                return Failures.NotAgreed($"Deleting the stack {stackName}");
            }

            await wire.StacksAsync("DeleteStack", ("StackName", stackName));
            if (await deployment.FailureAsync(stackName, (await deployment.FindAsync(stack.Find("StackId")!))!) is { } failure)
            {
                return failure;
            }

            await progress.WriteLineAsync($"Stack {stackName} is deleted");
        }

        return null;
    }

    private static void Write(Utf8JsonWriter json, StackPlan plan, string? status, List<(string, string)> outputs, IReadOnlyList<string> addresses)
    {
        json.WriteStartObject();
        plan.WriteTo(json);
        json.WriteString("status", status);
        json.WriteStartObject("outputs");
        foreach (var (key, value) in outputs)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("invoke");
        foreach (var address in addresses)
        {
            json.WriteStringValue(address);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record Choices(bool DryRun, bool Prune, bool Yes, bool AsJson);
}
