// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.CloudFormation.Stacks;

/// <summary>Deploys templates the way tests need it: fixed time, objects and parameters from a table.</summary>
internal static class Deployments
{
    private static int s_filled;

    public static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static OperationContext Operations { get; } = new() { Now = Now, FillRandom = static buffer => new Random(Interlocked.Increment(ref s_filled)).NextBytes(buffer), Quotas = Quotas.Unshared };

    public static StackOutcome Deploy(this Account account, string template, string name = "shop", params (string Key, string Value)[] given) =>
        account.Deploy(template, new StackContext { Operations = Operations }, name, given);

    public static StackOutcome Deploy(this Account account, string template, StackContext context, string name = "shop", params (string Key, string Value)[] given) => StackEngine.Deploy(
        account,
        new StackRequest
        {
            StackName = name,
            Template = Encoding.UTF8.GetBytes(template),
            FileName = "template",
            Parameters = OrdinalMap.Empty<string>().AddRange(given.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))),
        },
        context);

    /// <summary>The account with the stack, or a failed test with every fault.</summary>
    public static Account Deployed(this Account account, string template, string name = "shop", params (string Key, string Value)[] given)
    {
        var outcome = account.Deploy(template, name, given);
        Assert.Empty(outcome.Lines());
        return outcome.Account!;
    }

    public static Account Empty => Imports.Empty;

    public static string[] Lines(this StackOutcome outcome) => [.. outcome.Faults.Select(static fault => $"{fault.Location.Line}: {fault.Cause} [{fault.DocumentPath}]")];

    /// <summary>What happened to a stack, oldest first: who, and what.</summary>
    public static string[] Story(this Account account, string name = "shop") =>
        [.. account.Stacks.Values.Single(stack => stack.StackName == name).Events.Values.Select(static happened => $"{happened.LogicalId} {happened.Status}")];

    public static Func<Artifact, ReadOnlyMemory<byte>?> Objects(params (string Name, string Text)[] objects) => artifact =>
        objects.FirstOrDefault(known => known.Name == $"{artifact.Bucket}/{artifact.Key}").Text is { } text ? (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(text) : null;
}
