// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire;

/// <summary>The methods of AWS's ANY (§3.2), and the rest. Matching is case-sensitive: "get" is <see cref="Other"/>.</summary>
internal enum HttpVerb : byte
{
    Other,
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}
