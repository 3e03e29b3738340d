// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>The kinds of values that service models know.</summary>
internal enum ShapeType
{
    String,
    Boolean,
    Integer,
    Long,
    Float,
    Double,
    Blob,
    Timestamp,
    List,
    Map,
    Structure,

    /// <summary>Any JSON.</summary>
    Document,
}
