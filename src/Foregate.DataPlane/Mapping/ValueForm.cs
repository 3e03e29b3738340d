// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Mapping;

/// <summary>How a mapped value has to be written for the place it goes to.</summary>
internal enum ValueForm : byte
{
    /// <summary>As text, for a header. The one who adds the header checks that no control bytes came in.</summary>
    Text,

    /// <summary>For one place in a path: what the client sent raw stays raw, all else is percent-encoded, slashes of client text included.</summary>
    PathPart,

    /// <summary>For a whole path: as <see cref="PathPart"/>, but slashes stay.</summary>
    Path,

    /// <summary>For a name or value of a query.</summary>
    Query,
}
