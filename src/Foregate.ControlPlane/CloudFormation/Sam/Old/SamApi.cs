// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary>An API in the making: what its resource says, and the operations that events of functions add.</summary>
internal sealed class SamApi(string logicalId, bool isHttp, DocumentNode properties, SourceLocation location)
{
    private readonly List<(string Path, string Method, DocumentNode Operation)> _operations = [];

    public string LogicalId { get; } = logicalId;

    public bool IsHttp { get; } = isHttp;

    public DocumentNode Properties { get; } = properties;

    public SourceLocation Location { get; } = location;

    /// <summary>Whether the template gives no definition, so that events alone make it.</summary>
    public bool IsManaged { get; init; }

    public bool IsFaulty { get; init; }

    /// <summary>Whether an operation requires an API key.</summary>
    public bool HasKeys { get; set; }

    /// <summary>Route settings that events of an HTTP API bring.</summary>
    public List<(string RouteKey, DocumentNode Settings)> RouteSettings { get; } = [];

    public string PropertiesPath => $"#/Resources/{LogicalId}/Properties";

    /// <summary>Adds an operation; false when there is another at the same place.</summary>
    public bool Add(string path, string method, DocumentNode operation)
    {
        if (_operations.Exists(other => other.Path == path && other.Method == method))
        {
            return false;
        }

        _operations.Add((path, method, operation));
        return true;
    }

    /// <summary>The definition with the operations in it; one that has an integration already stays as it is.</summary>
    public DocumentNode Into(DocumentNode body)
    {
        var paths = Tree.At(body, "paths") is { Kind: NodeKind.Mapping } given ? given : DocumentNode.Mapping([], Location);
        foreach (var (path, method, operation) in _operations)
        {
            var item = Tree.At(paths, path) is { Kind: NodeKind.Mapping } there ? there : DocumentNode.Mapping([], operation.Location);
            if (Tree.At(item, method) is { Kind: NodeKind.Mapping } old)
            {
                if (!old.TryGet("x-amazon-apigateway-integration", out _))
                {
                    item = Tree.With(item, method, Tree.Merge(operation, old));
                }
            }
            else
            {
                item = Tree.With(item, method, operation);
            }

            paths = Tree.With(paths, path, item);
        }

        return Tree.With(body, "paths", paths);
    }
}
