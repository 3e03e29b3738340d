// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Mapping.Values;

/// <summary>Which part of an integration's request a template overrides (<c>$context.requestOverride</c>).</summary>
internal enum RequestPart : byte
{
    Header,
    Query,
    Path,
}
