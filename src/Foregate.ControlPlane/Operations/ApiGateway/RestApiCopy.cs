// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>Makes a new REST API a copy of another: what is inside it, not its stages and deployments.</summary>
internal static class RestApiCopy
{
    /// <param name="copy">As it was asked for; what it does not say itself is the source's.</param>
    public static RestApi Of(RestApi source, RestApi copy)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal) { [source.RootResourceId] = copy.RootResourceId };
        foreach (var resource in source.Resources.Values)
        {
            ids.TryAdd(resource.Id, Identifiers.Next(6, ids.ContainsValue, "resource", copy.Id, resource.Path));
        }

        var resources = OrdinalMap.Empty<Resource>();
        foreach (var resource in source.Resources.Values)
        {
            var id = ids[resource.Id];
            resources = resources.Add(id, resource with { Id = id, ParentId = resource.ParentId is { } parent ? ids[parent] : null });
        }

        var models = OrdinalMap.Empty<Model>();
        foreach (var (name, model) in source.Models)
        {
            // A model names others by their API's id.
            var schema = model.Schema?.Replace($"/restapis/{source.Id}/models/", $"/restapis/{copy.Id}/models/", StringComparison.Ordinal);
            models = models.Add(name, model with { Id = Identifiers.Next(6, static _ => false, "model", copy.Id, name), Schema = schema });
        }

        return copy with
        {
            Description = copy.Description ?? source.Description,
            Version = copy.Version ?? source.Version,
            BinaryMediaTypes = copy.BinaryMediaTypes.IsEmpty ? source.BinaryMediaTypes : copy.BinaryMediaTypes,
            MinimumCompressionSize = copy.MinimumCompressionSize ?? source.MinimumCompressionSize,
            Policy = copy.Policy ?? source.Policy,
            ApiKeySource = source.ApiKeySource == ApiKeySourceType.Authorizer ? source.ApiKeySource : copy.ApiKeySource,
            Resources = resources,
            Models = models,
            RequestValidators = source.RequestValidators,
            Authorizers = source.Authorizers,
            GatewayResponses = source.GatewayResponses,
            DocumentationParts = source.DocumentationParts,
        };
    }
}
