// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.Commands.Wire;

namespace Foregate.Commands.Deploying;

/// <summary>What deploying a stack would change, as the gateway computed it; it waits there until it is executed or discarded.</summary>
/// <param name="ChangeSetId">Its ARN; null where the template is too wrong for one.</param>
/// <param name="IsNew">Whether there was no stack before.</param>
/// <param name="IsUnchanged">Whether the stack is already what the template says; otherwise tags or outputs may change though no resource does.</param>
/// <param name="Failure">Why it cannot be done; null when it can.</param>
internal sealed record StackPlan(StackSource Source, string? ChangeSetId, bool IsNew, IReadOnlyList<XmlItem> Changes, bool IsUnchanged, string? Failure)
{
    /// <summary>Whether something goes that is there.</summary>
    public bool TakesAway => Changes.Any(static change => change.Find("Action") == "Remove" || change.Find("Replacement") == "True");

    public Listing Listing()
    {
        var listing = new Listing("action", "resource", "type", "id", "changes");
        foreach (var change in Changes)
        {
            var properties = string.Join(' ', change.List("Details").Select(static detail => detail["Target"]?.Find("Name") + (detail["Target"]?.Find("RequiresRecreation") == "Always" ? "!" : "")));
            listing.Add(change.Find("Replacement") == "True" ? "Replace" : change.Find("Action"), change.Find("LogicalResourceId"), change.Find("ResourceType"), change.Find("PhysicalResourceId"), properties);
        }

        return listing;
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("stack", Source.Name);
        json.WriteBoolean("new", IsNew);
        json.WritePropertyName("changes");
        Listing().WriteTo(json);
    }
}
