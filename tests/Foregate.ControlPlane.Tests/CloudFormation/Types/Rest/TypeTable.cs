// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

/// <summary>
/// A type with a value for each of its properties, and another one: making it, changing it property by property, taking properties away, replacing and deleting
/// it. Whatever was changed in place must be what would have been made of the same properties from the start.
/// </summary>
/// <param name="Name">Behind <c>AWS::ApiGateway::</c>.</param>
/// <param name="Given">Resources that it needs, as entries of JSON.</param>
/// <param name="Properties">
/// Values as JSON. <c>Name!</c> cannot be left out, <c>Name~</c> leaves no trace in the definition; an empty other value leaves it at one.
/// </param>
internal sealed record TypeTable(string Name, string Given, params (string Property, string Value, string Other)[] Properties)
{
    /// <summary>Whether two that were made of the same are alike: what is random is not.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether it goes when its stack does.</summary>
    public bool IsDeleted { get; init; } = true;

    private ResourceType Type => ResourceTypes.Find($"AWS::ApiGateway::{Name}")!;

    public void Check()
    {
        // Every property that the type has is in the table.
        Assert.Equal(Type.Properties.Served.Order(StringComparer.Ordinal), Properties.Select(Plain).Order(StringComparer.Ordinal));
        var full = RestStacks.Make(Template());
        Assert.NotNull(Read(full));
        if (IsRepeatable)
        {
            // JSON is YAML, too.
            Assert.Equal(Read(full), Read(RestStacks.Make($"# YAML\n{Template()}")));
        }

        Assert.True(RestStacks.Deploy(full, Template()).IsUnchanged);
        foreach (var entry in Properties)
        {
            Change(full, entry);
            Remove(full, entry);
        }

        var resource = RestStacks.Resource(full);
        var gone = RestStacks.Delete(full);
        Assert.DoesNotContain(RestStacks.Name, gone.Stacks.Keys);
        Assert.Equal(IsDeleted, RestStacks.Read(gone, resource) is null);
    }

    private void Change(Account full, (string Property, string Value, string Other) entry)
    {
        var name = Plain(entry);
        if (entry.Other.Length == 0)
        {
            return;
        }

        var template = Template((name, entry.Other));
        var outcome = RestStacks.Deploy(full, template);
        var change = Assert.Single(outcome.Changes, static change => change.LogicalId == "X");
        var isReplaced = Type.Replacing.Contains(name);
        Assert.True(change.IsReplaced == isReplaced, $"{name} {(isReplaced ? "does not replace" : "replaces")}");
        if (isReplaced)
        {
            return;
        }

        Assert.Equal(RestStacks.Resource(full).PhysicalId, RestStacks.Resource(outcome.Account!).PhysicalId);
        if (IsRepeatable)
        {
            Assert.Equal($"{name} {Read(RestStacks.Make(template))}", $"{name} {Read(outcome.Account!)}");
        }

        // What a call would change of it, somebody who looks for drift sees.
        Assert.True(entry.Property.EndsWith('~') || Read(full) != Read(outcome.Account!), $"{name} leaves no trace.");
    }

    private void Remove(Account full, (string Property, string Value, string Other) entry)
    {
        var name = Plain(entry);
        if (entry.Value.Length == 0 || entry.Property.EndsWith('!') || Type.Required.Contains(name) || Type.Replacing.Contains(name))
        {
            return;
        }

        var without = RestStacks.Deploy(full, Template((name, "")));
        Assert.False(Assert.Single(without.Changes, static change => change.LogicalId == "X").IsReplaced, $"{name} replaces");
        var again = RestStacks.Deploy(without.Account!, Template());
        if (IsRepeatable)
        {
            Assert.Equal($"{name} {Read(RestStacks.Make(Template((name, ""))))}", $"{name} {Read(without.Account!)}");
            Assert.Equal($"{name} {Read(full)}", $"{name} {Read(again.Account!)}");
        }
    }

    private static string Plain((string Property, string Value, string Other) entry) => entry.Property.TrimEnd('!', '~');

    private static string? Read(Account account) => RestStacks.Read(account, RestStacks.Resource(account));

    private string Template((string Property, string Value)? other = null)
    {
        var properties = Properties
            .Select(entry => (Name: Plain(entry), Value: other is { } said && said.Property == Plain(entry) ? said.Value : entry.Value))
            .Where(static entry => entry.Value.Length > 0)
            .Select(static entry => $"\"{entry.Name}\": {entry.Value}");
        return RestStacks.Template(Name, Given, string.Join(", ", properties));
    }
}
