// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Commands.Wire;

/// <summary>An API as lists tell of it.</summary>
/// <param name="Kind">REST, HTTP or WEBSOCKET.</param>
/// <param name="Created">ISO 8601.</param>
internal sealed record ApiReference(string Id, string Name, string Kind, string? Created)
{
    public bool IsRest => Kind == "REST";

    /// <summary>How paths of what is held begin.</summary>
    public string DefinitionPath => (IsRest ? "/restapis/" : "/apis/") + Id;
}
