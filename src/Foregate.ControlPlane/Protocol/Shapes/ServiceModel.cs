// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>A service's operations and shapes.</summary>
internal sealed class ServiceModel(IReadOnlyList<OperationShape> operations, IReadOnlyDictionary<string, Shape> shapes)
{
    private readonly Dictionary<string, OperationShape> _byName = operations.ToDictionary(static operation => operation.Name, StringComparer.Ordinal);

    /// <summary>Of a service that can do nothing.</summary>
    public static ServiceModel Empty { get; } = new([], new Dictionary<string, Shape>());

    public IReadOnlyList<OperationShape> Operations { get; } = operations;

    public IReadOnlyDictionary<string, Shape> Shapes { get; } = shapes;

    public OperationShape? Find(string operation) => _byName.GetValueOrDefault(operation);
}
