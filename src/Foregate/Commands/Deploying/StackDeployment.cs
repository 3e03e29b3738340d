// SPDX-License-Identifier: Apache-2.0
using Foregate.Commands.Wire;

namespace Foregate.Commands.Deploying;

/// <summary>Brings stacks to a gateway by CloudFormation's calls: plan, execute, tell.</summary>
internal sealed class StackDeployment(QueryWire wire, string bucket, TextWriter progress)
{
    // More does not fit into a call.
    private const int LargestInline = 51_200;

    // What is not here is known by name only: there is no role to be had and no macro to be run by agreeing.
    private static readonly string[] s_capabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"];

    /// <summary>Uploads what the template needs, and has a change set made.</summary>
    public async Task<StackPlan> PlanAsync(StackSource source)
    {
        foreach (var upload in source.Uploads)
        {
            await UploadAsync(upload);
        }

        var stack = await FindAsync(source.Name);
        if (stack?.Find("StackStatus") == "ROLLBACK_COMPLETE")
        {
            // Nothing is left of it but its story: AWS has it deleted before it can be tried again.
            await wire.StacksAsync("DeleteStack", ("StackName", source.Name));
            stack = null;
        }

        var isNew = stack is null || stack.Find("StackStatus") == "REVIEW_IN_PROGRESS";
        var template = await TemplateAsync(source);
        var name = "foregate-" + Guid.NewGuid().ToString("N");
        (string, string)[] request =
            [
                ("StackName", source.Name), ("ChangeSetName", name), ("ChangeSetType", isNew ? "CREATE" : "UPDATE"), template,
                .. QueryWire.List("Capabilities", s_capabilities.Select(static capability => new[] { ("", capability) })),
                .. QueryWire.List("Parameters", await ParametersAsync(source, stack, template)),
                .. QueryWire.List("Tags", Tags(source, stack).Select(static tag => new[] { ("Key", tag.Key), ("Value", tag.Value) })),
            ];
        string id;
        try
        {
            id = (await wire.StacksAsync("CreateChangeSet", request)).Find("Id")!;
        }
        catch (AwsRefusalException refusal) when (TemplateFaults.Lines(refusal.Message, source.File).Count > 0)
        {
            return new StackPlan(source, null, false, [], false, refusal.Message);
        }

        var told = await wire.StacksAsync("DescribeChangeSet", ("ChangeSetName", id));
        var reason = told.Find("Status") == "FAILED" ? told.Find("StatusReason") ?? "" : null;
        var isUnchanged = reason is not null && (reason.StartsWith("The submitted information didn't contain changes", StringComparison.Ordinal) || reason.StartsWith("No updates are to be performed", StringComparison.Ordinal));
        var changes = reason is null ? await wire.AllAsync("DescribeChangeSet", "Changes", ("ChangeSetName", id)) : [];
        return new StackPlan(source, id, isNew, [.. changes.Select(static change => change["ResourceChange"]!)], isUnchanged, isUnchanged ? null : reason);
    }

    /// <summary>Why a plan cannot be carried out, each fault of its template on a line of its own before.</summary>
    public static async Task<Failure> ExplainAsync(StackPlan plan)
    {
        var lines = TemplateFaults.Lines(plan.Failure!, plan.Source.File);
        foreach (var line in lines)
        {
            await Console.Error.WriteLineAsync(line);
        }

        return Failures.NotPlanned(plan.Source.Name, lines.Count == 0 ? plan.Failure! : lines.Count == 1 ? "see above" : $"see the {lines.Count} faults above");
    }

    /// <summary>Takes a plan back, and the stack that was made to hold it.</summary>
    public async Task DiscardAsync(StackPlan plan)
    {
        if (plan.ChangeSetId is null)
        {
            return;
        }

        await wire.StacksAsync("DeleteChangeSet", ("ChangeSetName", plan.ChangeSetId));
        if (plan.IsNew)
        {
            await wire.StacksAsync("DeleteStack", ("StackName", plan.Source.Name));
        }
    }

    /// <summary>Makes the stack what was planned, and tells what happened; the stack afterwards.</summary>
    public async Task<XmlItem> ExecuteAsync(StackPlan plan)
    {
        var token = "deploy-" + Guid.NewGuid().ToString("N");
        await wire.StacksAsync("ExecuteChangeSet", ("ChangeSetName", plan.ChangeSetId!), ("ClientRequestToken", token));
        await TellAsync(plan.Source.Name, token);
        if (plan.Source.TerminationProtection is { } isProtected)
        {
            await wire.StacksAsync("UpdateTerminationProtection", ("StackName", plan.Source.Name), ("EnableTerminationProtection", isProtected ? "true" : "false"));
        }

        return await FindAsync(plan.Source.Name) ?? throw new AwsRefusalException(400, "ValidationError", $"Stack with id {plan.Source.Name} does not exist");
    }

    /// <summary>Why a stack did not become what it should; null when it did.</summary>
    public async Task<Failure?> FailureAsync(string name, XmlItem stack)
    {
        var status = stack.Find("StackStatus")!;
        if (status is "CREATE_COMPLETE" or "UPDATE_COMPLETE" or "DELETE_COMPLETE")
        {
            return null;
        }

        var failed = (await wire.AllAsync("DescribeStackEvents", "StackEvents", ("StackName", stack.Find("StackId")!)))
            .TakeWhile(static happened => happened.Find("ResourceStatusReason") != "User Initiated")
            .Where(static happened => happened.Find("ResourceStatus")!.EndsWith("_FAILED", StringComparison.Ordinal) && happened.Find("ResourceStatusReason")?.EndsWith("cancelled", StringComparison.Ordinal) == false)
            .Select(static happened => $"{happened.Find("LogicalResourceId")}: {happened.Find("ResourceStatusReason")}");
        var reasons = string.Join(" ", failed.Reverse());
        return Failures.NotDeployed(name, status, reasons.Length > 0 ? reasons : stack.Find("StackStatusReason") ?? "it does not say why");
    }

    /// <summary>The stack with this name or ARN; null when there is none.</summary>
    public async Task<XmlItem?> FindAsync(string name) => (await wire.FindAsync("DescribeStacks", ("StackName", name)))?.List("Stacks").FirstOrDefault();

    /// <summary>Prints what happened to a stack in a call, in the order in which it happened.</summary>
    public async Task TellAsync(string name, string token)
    {
        foreach (var happened in Enumerable.Reverse(await wire.AllAsync("DescribeStackEvents", "StackEvents", ("StackName", name))).Where(happened => happened.Find("ClientRequestToken") == token && happened.Find("ResourceStatus") is not ("CREATE_IN_PROGRESS" or "UPDATE_IN_PROGRESS" or "DELETE_IN_PROGRESS")))
        {
            await progress.WriteLineAsync($"  {happened.Find("ResourceStatus"),-36} {happened.Find("LogicalResourceId")}{(happened.Find("ResourceStatusReason") is { Length: > 0 } reason and not ("User Initiated" or "Resource creation Initiated") ? ": " + reason : "")}");
        }
    }

    private async Task UploadAsync(Upload upload)
    {
        if (await wire.PutAsync(upload.Bucket, upload.Key, upload.Content()))
        {
            await progress.WriteLineAsync($"Uploaded {upload.Source} as s3://{upload.Bucket}/{upload.Key}");
        }
    }

    private async Task<(string, string)> TemplateAsync(StackSource source)
    {
        if (source.Template.Length <= LargestInline)
        {
            return ("TemplateBody", System.Text.Encoding.UTF8.GetString(source.Template));
        }

        var stored = LocalTemplate.Stored(source.Template, bucket);
        await UploadAsync(stored);
        return ("TemplateURL", $"https://s3.{wire.Region}.amazonaws.com/{stored.Bucket}/{stored.Key}");
    }

    // What was given before stays, unless it is given anew or the template does not take it any more.
    private async Task<List<(string, string)[]>> ParametersAsync(StackSource source, XmlItem? stack, (string, string) template)
    {
        var given = source.Parameters.Select(static parameter => new[] { ("ParameterKey", parameter.Key), ("ParameterValue", parameter.Value) }).ToList();
        var before = stack?.List("Parameters").Select(static parameter => parameter.Find("ParameterKey")!).ToHashSet(StringComparer.Ordinal) ?? [];
        if (before.Count > 0)
        {
            var summary = await wire.StacksAsync("GetTemplateSummary", template);
            given.AddRange(summary.List("Parameters").Select(static parameter => parameter.Find("ParameterKey")!)
                .Where(key => before.Contains(key) && !source.Parameters.ContainsKey(key))
                .Select(static key => new[] { ("ParameterKey", key), ("UsePreviousValue", "true") }));
        }

        return given;
    }

    private static Dictionary<string, string> Tags(StackSource source, XmlItem? stack)
    {
        var tags = (stack?.List("Tags") ?? []).ToDictionary(static tag => tag.Find("Key")!, static tag => tag.Find("Value") ?? "", StringComparer.Ordinal);
        foreach (var (key, value) in source.Tags)
        {
            tags[key] = value;
        }

        return tags;
    }
}
