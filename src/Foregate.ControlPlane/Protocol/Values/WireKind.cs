// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Values;

/// <summary>What a value of the wire is.</summary>
internal enum WireKind
{
    Text,
    Boolean,
    Integer,
    Number,
    Bytes,
    Time,
    List,

    /// <summary>A map or a structure; of a structure the names are the model's, not the wire's.</summary>
    Map,

    /// <summary>JSON's null, in documents only: elsewhere what is null is absent.</summary>
    Null,
}
