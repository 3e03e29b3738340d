// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>Where on the wire a member is.</summary>
internal enum MemberLocation
{
    Body,

    /// <summary>A label of the path.</summary>
    Uri,

    /// <summary>A parameter of the query; of a map, every parameter that nobody else reads.</summary>
    QueryString,

    Header,

    /// <summary>A map: all headers that begin with its name.</summary>
    Headers,

    StatusCode,
}
