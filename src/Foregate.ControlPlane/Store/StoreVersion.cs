// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store;

/// <summary>The version of this program, as the store remembers who wrote.</summary>
internal static class StoreVersion
{
    public static string Own { get; } = typeof(StoreVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
