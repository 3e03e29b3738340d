// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>What a mapping does to a header of the request.</summary>
internal enum HeaderMode : byte
{
    /// <summary>Takes the place of the client's lines when its source is there (REST).</summary>
    Replace,

    /// <summary>Takes the place of the client's lines in any case: nobody else may speak for it (HTTP APIs).</summary>
    Overwrite,

    /// <summary>Adds a line.</summary>
    Append,

    /// <summary>Takes the client's lines away.</summary>
    Remove,
}
