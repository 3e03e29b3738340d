// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::RestApi</c>, empty, a copy, or from an OpenAPI body.</summary>
internal static class RestApiResource
{
    private static readonly ObjectKind s_properties = new(
        "the REST API",
        "ApiKeySourceType BinaryMediaTypes Body BodyS3Location CloneFrom Description DisableExecuteApiEndpoint EndpointAccessMode EndpointConfiguration FailOnWarnings MinimumCompressionSize"
            + " Mode Name Parameters Policy SecurityPolicy Tags");

    private static readonly (string, string)[] s_places =
    [
        ("API identifier", "CloneFrom"), ("name must", "Name"), ("description", "Description"), ("compression", "MinimumCompressionSize"), ("policy", "Policy"), ("securityPolicy", "SecurityPolicy"),
        ("endpointAccessMode", "EndpointAccessMode"), ("endpoint", "EndpointConfiguration"), ("PRIVATE", "EndpointConfiguration"), ("REGIONAL", "EndpointConfiguration"), ("_custom_id_", "Tags"),
    ];

    public static ResourceType Type { get; } = new("AWS::ApiGateway::RestApi", s_properties, [], Create)
    {
        IsTagged = true,
        Update = Update,
        Delete = static removal => removal.Apply(account => RestApis.DeleteRestApi(account, removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(account.RestApis.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayRestApiRow),
        Place = static resource => $"/restapis/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var hasBody = BodyImport.IsSaid(properties);
        var tags = ResourceTags.Of(context);
        var (target, fails) = RestApiParameters.Read(context);
        var clone = properties.Text("CloneFrom");
        if (!HasName(context, hasBody))
        {
            return null;
        }

        // Ids of what is in the body are made of names alone, so that they are the same when it is read again.
        var creation = context.Creation(tags);
        var id = hasBody && clone is null ? BodyImport.Put(context, target with { ApiId = null }, Seeded(context, creation), fails) : Make(context, clone, creation);
        if (id is null || (hasBody && clone is not null && BodyImport.Put(context, target with { ApiId = id }, context.Run.Operations, fails) is null))
        {
            return null;
        }

        return Settle(context, id, tags, hasBody);
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var (id, hasBody) = (context.PhysicalId, BodyImport.IsSaid(properties));
        var tags = ResourceTags.Of(context);
        var (target, fails) = RestApiParameters.Read(context);

        // Whom it was a copy of matters once.
        properties.Text("CloneFrom");
        if (!HasName(context, hasBody)
            || context.Apply(account => RestApis.GetRestApi(account, id) is { Response: { } api } ? RestApis.ReplaceRestApi(account, Reset(context, api, hasBody), context.Operations.Quotas) : RestApis.GetRestApi(account, id), s_places) is not { } before)
        {
            return null;
        }

        var had = context.Existing!.Has("Body") || context.Existing.Has("BodyS3Location");
        if (hasBody && context.Changed.Any(static property => property != "Tags"))
        {
            if (BodyImport.Put(context, target with { ApiId = id }, context.Run.Operations, fails) is null)
            {
                return null;
            }
        }
        else if (hasBody || !had)
        {
            return Settle(context, id, tags, hasBody);
        }
        else
        {
            context.Apply(account => RestApis.ReplaceRestApi(account, OwnedChildren.Emptied(account.RestApis[id]), context.Operations.Quotas));
        }

        // Without a mode the document says what there is, but for what other resources say.
        if (!properties.Has("Mode"))
        {
            context.Apply(account => RestApis.ReplaceRestApi(account, OwnedChildren.Kept(account, before, account.RestApis[id]), context.Operations.Quotas));
        }

        return Settle(context, id, tags, hasBody);
    }

    private static bool HasName(ResourceContext context, bool hasBody)
    {
        if (hasBody || context.Properties.Text("Name") is not null)
        {
            return true;
        }

        context.Properties.Fault("Name", "A REST API without a Body needs a Name.", "Name it.");
        return false;
    }

    private static OperationContext Seeded(ResourceContext context, OperationContext creation)
    {
        var account = context.Run.Account;
        bool IsTaken(string id) => account.RestApis.ContainsKey(id) || account.Apis.ContainsKey(id) || creation.IsTakenElsewhere(id);
        return creation with { FixedId = creation.FixedId ?? Identifiers.Next(10, IsTaken, "restapi", creation.IdSeed!), IdSeed = null };
    }

    private static string? Make(ResourceContext context, string? clone, OperationContext creation)
    {
        var request = new RestApis.CreateRestApiRequest
        {
            Name = context.Properties.Text("Name") ?? context.LogicalId,
            CloneFrom = clone,
            EndpointConfiguration = EndpointProperties.OfApi(context, new EndpointConfiguration()) ?? new EndpointConfiguration(),
        };
        return context.Apply(account => RestApis.CreateRestApi(account, request, creation), s_places)?.Id;
    }

    // What was said and is not any more, and what is said otherwise, is first as if nothing had ever been said.
    private static RestApi Reset(ResourceContext context, RestApi api, bool hasBody)
    {
        var changed = context.Changed;
        var types = hasBody ? api.BinaryMediaTypes.RemoveRange(Unescaped(context.Existing!.Properties["BinaryMediaTypes"])) : [];
        return api with
        {
            ApiKeySource = context.IsGone("ApiKeySourceType") ? ApiKeySourceType.Header : api.ApiKeySource,
            BinaryMediaTypes = changed.Contains("BinaryMediaTypes") ? types : api.BinaryMediaTypes,
            Description = context.IsGone("Description") ? null : api.Description,
            DisableExecuteApiEndpoint = !context.IsGone("DisableExecuteApiEndpoint") && api.DisableExecuteApiEndpoint,
            EndpointAccessMode = context.IsGone("EndpointAccessMode") ? null : api.EndpointAccessMode,
            EndpointConfiguration = changed.Contains("EndpointConfiguration") ? new EndpointConfiguration() : api.EndpointConfiguration,
            MinimumCompressionSize = context.IsGone("MinimumCompressionSize") ? null : api.MinimumCompressionSize,
            Policy = context.IsGone("Policy") ? null : api.Policy,
            SecurityPolicy = context.IsGone("SecurityPolicy") ? null : api.SecurityPolicy,
        };
    }

    // The properties win over the body, but for lists, which are joined.
    private static ResourceValue? Settle(ResourceContext context, string id, ImmutableSortedDictionary<string, string> tags, bool hasBody)
    {
        var properties = context.Properties;
        var api = context.Run.Account.RestApis[id];
        var types = Unescaped(properties.Texts("BinaryMediaTypes"));
        var settled = api with
        {
            Name = properties.Text("Name") ?? api.Name,
            Description = properties.Text("Description") ?? api.Description,
            ApiKeySource = context.Choice(properties, "ApiKeySourceType", api.ApiKeySource, ("HEADER", ApiKeySourceType.Header), ("AUTHORIZER", ApiKeySourceType.Authorizer)),
            BinaryMediaTypes = !properties.Has("BinaryMediaTypes") ? api.BinaryMediaTypes : hasBody ? [.. api.BinaryMediaTypes.Union(types, StringComparer.Ordinal)] : types,
            DisableExecuteApiEndpoint = properties.Boolean("DisableExecuteApiEndpoint") ?? api.DisableExecuteApiEndpoint,
            EndpointAccessMode = properties.Text("EndpointAccessMode") ?? api.EndpointAccessMode,
            EndpointConfiguration = EndpointProperties.OfApi(context, hasBody ? api.EndpointConfiguration : new EndpointConfiguration()) ?? api.EndpointConfiguration,
            MinimumCompressionSize = properties.Integer("MinimumCompressionSize") ?? api.MinimumCompressionSize,
            Policy = context.Json(properties, "Policy") is { } policy ? (policy.Length == 0 ? null : policy) : api.Policy,
            SecurityPolicy = properties.Text("SecurityPolicy") ?? api.SecurityPolicy,
            Tags = tags,
        };
        return context.Apply(account => RestApis.ReplaceRestApi(account, settled, context.Operations.Quotas), s_places) is null
            ? null
            : new ResourceValue(id, ("RestApiId", id), ("RootResourceId", api.RootResourceId));
    }

    // CloudFormation writes image~1png, as patch paths do.
    private static ImmutableArray<string> Unescaped(IEnumerable<string> types) => [.. types.Select(static type => type.Replace("~1", "/", StringComparison.Ordinal))];

    private static ImmutableArray<string> Unescaped(System.Text.Json.Nodes.JsonNode? types) =>
        types is System.Text.Json.Nodes.JsonArray list ? Unescaped(list.Select(static type => type?.ToString() ?? "")) : [];
}
