// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.OpenApi;

/// <summary>What becomes of the base path that a document names.</summary>
internal enum BasePathMode
{
    /// <summary>Nothing.</summary>
    Ignore,

    /// <summary>It stands before every path.</summary>
    Prepend,

    /// <summary>What comes after its first part stands before every path.</summary>
    Split,
}
