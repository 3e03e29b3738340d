// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Operations.ApiGateway.Making;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary>What a REST API has inside that resources of stacks have made, not its body.</summary>
internal static class OwnedChildren
{
    /// <summary>The API as a new one is, but for its name. Its stages and deployments stay.</summary>
    public static RestApi Emptied(RestApi api) => api with
    {
        Description = null,
        Version = null,
        ApiKeySource = ApiKeySourceType.Header,
        BinaryMediaTypes = [],
        DisableExecuteApiEndpoint = false,
        EndpointAccessMode = null,
        EndpointConfiguration = new EndpointConfiguration(),
        MinimumCompressionSize = null,
        Policy = null,
        SecurityPolicy = null,
        Resources = OrdinalMap.Empty<Resource>().Add(api.RootResourceId, api.Resources[api.RootResourceId] with { ResourceMethods = OrdinalMap.Empty<Method>() }),
        Models = DefaultModels.Of(api.Id),
        RequestValidators = api.RequestValidators.Clear(),
        Authorizers = api.Authorizers.Clear(),
        GatewayResponses = api.GatewayResponses.Clear(),
        DocumentationParts = api.DocumentationParts.Clear(),
    };

    /// <summary>The API with what resources had made in it before, where the document that was put into it says nothing of the same.</summary>
    public static RestApi Kept(Account account, RestApi before, RestApi after)
    {
        var owned = account.Stacks.Values
            .SelectMany(static stack => stack.Resources.Values)
            .Where(resource => resource.Type.StartsWith("AWS::ApiGateway::", StringComparison.Ordinal) && resource.Properties.Contains(before.Id, StringComparison.Ordinal))
            .Select(static resource => new DeployedResource(resource))
            .Where(resource => resource.Text("RestApiId") == before.Id)
            .ToLookup(static resource => resource.Resource.Type["AWS::ApiGateway::".Length..], StringComparer.Ordinal);
        after = after with
        {
            Models = With(after.Models, before.Models, owned["Model"].Select(static resource => resource.PhysicalId)),
            RequestValidators = With(after.RequestValidators, before.RequestValidators, owned["RequestValidator"].Select(static resource => resource.PhysicalId)),
            Authorizers = With(after.Authorizers, before.Authorizers, owned["Authorizer"].Select(static resource => resource.PhysicalId)),
            GatewayResponses = With(after.GatewayResponses, before.GatewayResponses, owned["GatewayResponse"].Select(static resource => resource.Text("ResponseType"))),
            DocumentationParts = With(after.DocumentationParts, before.DocumentationParts, owned["DocumentationPart"].Select(static resource => resource.PhysicalId)),
        };
        foreach (var resource in owned["Resource"].Select(resource => before.Resources.GetValueOrDefault(resource.PhysicalId)).OfType<Resource>().OrderBy(static resource => resource.Path.Length))
        {
            if (!after.Resources.ContainsKey(resource.Id) && after.Resources.ContainsKey(resource.ParentId ?? ""))
            {
                after = after with { Resources = after.Resources.Add(resource.Id, resource with { ResourceMethods = OrdinalMap.Empty<Method>() }) };
            }
        }

        foreach (var method in owned["Method"])
        {
            after = With(after, before, method.Text("ResourceId"), method.Text("HttpMethod"));
        }

        return after;
    }

    private static ImmutableSortedDictionary<string, T> With<T>(ImmutableSortedDictionary<string, T> after, ImmutableSortedDictionary<string, T> before, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            after = !after.ContainsKey(key) && before.TryGetValue(key, out var value) ? after.Add(key, value) : after;
        }

        return after;
    }

    // A method whose authorizer or validator has gone with the body cannot stay: without them it would let everybody in.
    private static RestApi With(RestApi after, RestApi before, string resourceId, string verb)
    {
        if (!after.Resources.TryGetValue(resourceId, out var resource) || resource.ResourceMethods.ContainsKey(verb)
            || before.Resources.GetValueOrDefault(resourceId)?.ResourceMethods.GetValueOrDefault(verb) is not { } method
            || (method.AuthorizerId is { } authorizer && !after.Authorizers.ContainsKey(authorizer))
            || (method.RequestValidatorId is { } validator && !after.RequestValidators.ContainsKey(validator)))
        {
            return after;
        }

        return after with { Resources = after.Resources.SetItem(resourceId, resource with { ResourceMethods = resource.ResourceMethods.Add(verb, method) }) };
    }
}
