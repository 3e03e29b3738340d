// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A resource that a stack has made, with the properties that it was made with.</summary>
internal sealed class DeployedResource(StackResource resource)
{
    private JsonObject? _properties;

    public StackResource Resource { get; } = resource;

    public string PhysicalId => Resource.PhysicalId;

    /// <summary>The properties, functions replaced; numbers and truth values as the template has them, so often texts.</summary>
    public JsonObject Properties => _properties ??= Resource.Properties.Length == 0 ? [] : (JsonObject)JsonNode.Parse(Resource.Properties)!;

    public bool Has(string property) => Properties.ContainsKey(property);

    /// <summary>The text of a property, or of the first property on the way that is a scalar; empty where there is none.</summary>
    public string Text(string property) => Properties[property] is JsonValue value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : "";
}
