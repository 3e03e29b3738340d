// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>One change of an Update operation of API Gateway's first interface. Values are always text.</summary>
internal sealed record PatchOperation(string Op, string? Path, string? Value = null, string? From = null)
{
    /// <summary>Those of a request, in their order.</summary>
    public static IReadOnlyList<PatchOperation> ReadAll(WireValue input) => input["patchOperations"] is not { } list
        ? []
        : [.. list.Items.Select(static item => new PatchOperation(item.GetText("op") ?? "", item.GetText("path"), item.GetText("value"), item.GetText("from")))];

    /// <summary>A path's segments: ~1 is a slash in one, ~0 a tilde.</summary>
    public static string[] Segments(string path) =>
        [.. path.TrimStart('/').Split('/').Select(static segment => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
}
