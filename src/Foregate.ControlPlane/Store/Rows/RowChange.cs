// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Rows;

/// <summary>One row as it shall be.</summary>
internal sealed record RowChange
{
    public required string Path { get; init; }

    /// <summary>JSON; <see langword="null"/> removes the row and all below it.</summary>
    public byte[]? Body { get; init; }

    /// <summary>A secret that belongs to the row, still readable.</summary>
    public string? Secret { get; init; }

    /// <summary>The SHA-256 of <see cref="Bundle"/>.</summary>
    public byte[]? BundleHash { get; init; }

    /// <summary>JSON that is stored once for all rows that name it.</summary>
    public byte[]? Bundle { get; init; }

    public override string ToString() => (Body is null ? "-" : "+") + Path;
}
