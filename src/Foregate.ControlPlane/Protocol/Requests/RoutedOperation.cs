// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>The operation that a request means, and what the labels of its path say, decoded.</summary>
internal sealed record RoutedOperation(OperationShape Operation, IReadOnlyDictionary<string, string> Labels);
