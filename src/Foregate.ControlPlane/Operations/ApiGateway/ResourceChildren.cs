// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>Which parts are taken below each resource of an API, so that making many need not look at all siblings of each.</summary>
internal sealed class ResourceChildren
{
    private readonly HashSet<(string ParentId, string PathPart)> _parts = [];
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public ResourceChildren(RestApi api)
    {
        foreach (var resource in api.Resources.Values)
        {
            Add(resource);
        }
    }

    public bool Has(string parentId, string pathPart) => _parts.Contains((parentId, pathPart));

    /// <summary>The variable part below a resource, of which there is one at most.</summary>
    public string? Variable(string parentId) => _variables.GetValueOrDefault(parentId);

    public void Add(Resource resource)
    {
        if (resource is not { ParentId: { } parentId, PathPart: { } part })
        {
            return;
        }

        _parts.Add((parentId, part));
        if (Resources.IsVariable(part))
        {
            _variables[parentId] = part;
        }
    }
}
