// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::ApiKey</c>; a value that the template does not give is made up.</summary>
internal static class ApiKeyResource
{
    private static readonly ObjectKind s_stageKey = new("the stage key", "RestApiId StageName");

    private static readonly (string, string)[] s_places =
    [
        ("name", "Name"), ("description", "Description"), ("stage key", "StageKeys"), ("value", "Value"), ("already exists", "Value"), ("_custom_id_", "Tags"),
    ];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::ApiKey", new ObjectKind("the API key", "CustomerId Description Enabled GenerateDistinctId Name StageKeys Tags Value"), [], Create)
    {
        IsTagged = true,
        Replacing = ["GenerateDistinctId", "Name", "Value"],
        Update = Update,
        Delete = static removal => removal.Apply(account => ApiKeys.DeleteApiKey(account, removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(account.ApiKeys.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayApiKeyRow),
        Place = static resource => $"/apikeys/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var tags = ResourceTags.Of(context);

        // Ids are never made of values here, so that a distinct one is what every key has.
        properties.Boolean("GenerateDistinctId");
        var request = new ApiKeys.CreateApiKeyRequest
        {
            Name = properties.Text("Name") ?? context.GeneratedName,
            Description = properties.Text("Description"),
            CustomerId = properties.Text("CustomerId"),
            Enabled = properties.Boolean("Enabled") ?? true,
            Value = properties.Text("Value"),
            StageKeys = StageKeys(context),
            Tags = tags,
        };
        return context.Apply(account => ApiKeys.CreateApiKey(account, request, context.Creation(tags)), s_places) is { } key ? Value(key.Id) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var tags = ResourceTags.Of(context);
        var (description, customer, enabled, stages) = (properties.Text("Description"), properties.Text("CustomerId"), properties.Boolean("Enabled") ?? true, StageKeys(context));
        return context.Apply(
            account => ApiKeys.GetApiKey(account, context.PhysicalId) is { Response: { } key }
                ? ApiKeys.ReplaceApiKey(account, key with { Description = description, CustomerId = customer, Enabled = enabled, StageKeys = stages, Tags = tags }, context.Operations)
                : ApiKeys.GetApiKey(account, context.PhysicalId),
            s_places) is null
            ? null
            : Value(context.PhysicalId);
    }

    private static ResourceValue Value(string id) => new(id, ("APIKeyId", id));

    private static ImmutableArray<string> StageKeys(ResourceContext context) =>
        [.. context.Objects(context.Properties, "StageKeys", s_stageKey).Select(static key => $"{key.Text("RestApiId")}/{key.Text("StageName")}")];
}
