// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types;

/// <summary>
/// A resource through its life: made with few properties, changed in place one property after the other, back to what it was, replaced where a property asks for it, and
/// removed with its stack. Its definition in the account tells what each step has done.
/// </summary>
/// <param name="frame">A template with <c>PROPERTIES</c> where those of the resource <c>It</c> stand.</param>
/// <param name="least">The properties that it cannot be without, <c>A: 1, B: 2</c>.</param>
internal sealed class Lifecycle(string frame, string least)
{
    private static readonly OperationContext s_operations = Deployments.Operations with { KeepCode = static bytes => $"/kept/{bytes.Length}.zip" };

    public StackContext Context { get; init; } = new() { Operations = s_operations };

    public StackOutcome Deploy(Account account, string properties) => account.Deploy(frame.Replace("PROPERTIES", $"{{{properties}}}", StringComparison.Ordinal), Context);

    public Account Made(string? properties = null)
    {
        var outcome = Deploy(Deployments.Empty, properties ?? least);
        Assert.Empty(outcome.Lines());
        return outcome.Account!;
    }

    public static StackResource It(Account account) => account.Stacks["shop"].Resources["It"];

    /// <summary>What stands in the account for it now.</summary>
    public static string? Read(Account account) => ResourceTypes.Find(It(account).Type)!.Read!(account, new DeployedResource(It(account)));

    /// <summary>Each is said alone beside the least, and changes the definition in place; without it all is as it was.</summary>
    public void Changes(params string[] properties)
    {
        var made = Made();
        var plain = Read(made);
        Assert.Equal(It(made).Definition, plain);
        foreach (var property in properties)
        {
            var changed = Change(made, Beside(property));
            Assert.False(JsonElement.DeepEquals(Element(plain!), Element(Read(changed)!)), $"{property} changes nothing.");
            Assert.Equal(plain, Read(Change(changed, least)));
        }
    }

    /// <summary>Each is said in the place of the one of its name, and another resource takes the place of this one.</summary>
    public void Replaces(params string[] properties)
    {
        foreach (var property in properties)
        {
            var outcome = Deploy(Made(), Beside(property));
            Assert.Empty(outcome.Lines());
            Assert.True(outcome.Changes.Single(static change => change.LogicalId == "It").IsReplaced, $"{property} does not replace.");
        }

        var replacing = ResourceTypes.Find(It(Made()).Type)!.Replacing;
        Assert.Equal(replacing.Order(StringComparer.Ordinal), replacing);
        Assert.Empty(properties.Select(static property => property.Split(':')[0].Trim()).Except(replacing));
    }

    /// <summary>The same again changes nothing; the stack's end leaves nothing; what a call changes is seen.</summary>
    public void Ends(Func<Account, Account> call)
    {
        var made = Made();
        Assert.True(Deploy(made, least).IsUnchanged);
        Assert.NotEqual(It(made).Definition, Read(call(made)));
        Assert.Equal(It(made).Definition, Read(made));
        var removed = StackRemoval.Delete(made, made.Stacks["shop"], Context.Operations, new HashSet<string>());
        Assert.Equal(StackStatus.DeleteComplete, Assert.Single(removed.Stacks).Value.Status);
        Assert.All(Rest(removed), static count => Assert.Equal(0, count));
    }

    private Account Change(Account account, string properties)
    {
        var outcome = Deploy(account, properties);
        Assert.Empty(outcome.Lines());
        var change = outcome.Changes.Single(static change => change.LogicalId == "It");
        Assert.Equal(("Modify", false), (change.Action, change.IsReplaced));
        Assert.Equal(It(account).PhysicalId, It(outcome.Account!).PhysicalId);
        return outcome.Account!;
    }

    private static int[] Rest(Account account) => [ account.RestApis.Count, account.Apis.Count, account.Functions.Count, account.DomainNames.Count, account.HttpVpcLinks.Count ];

    private static JsonElement Element(string json) => JsonDocument.Parse(json).RootElement;

    // The least, with this one in the place of the property of its name.
    private string Beside(string property)
    {
        var names = Split(property).Select(static said => said.Split(':')[0].Trim()).ToHashSet(StringComparer.Ordinal);
        return string.Join(", ", Split(least).Where(said => !names.Contains(said.Split(':')[0].Trim())).Append(property));
    }

    private static List<string> Split(string properties)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < properties.Length; i++)
        {
            depth += properties[i] is '{' or '[' ? 1 : properties[i] is '}' or ']' ? -1 : 0;
            if (properties[i] == ',' && depth == 0)
            {
                parts.Add(properties[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(properties[start..].Trim());
        return parts;
    }
}
