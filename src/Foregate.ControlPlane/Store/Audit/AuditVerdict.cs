// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Audit;

/// <summary>Whether an audit log is as it was written. Note <see cref="LastHash"/> elsewhere: only that shows when the newest entries were cut off.</summary>
public sealed record AuditVerdict
{
    /// <summary>The number of the oldest entry that is there; above 1 when older files were taken away.</summary>
    public long First { get; init; }

    /// <summary>The number of the newest good entry.</summary>
    public long Last { get; init; }

    /// <summary>The hash of the newest good entry, in hexadecimal digits.</summary>
    public string? LastHash { get; init; }

    /// <summary>The first entry that is not as it was written: its file, its line from 1, and what is wrong; <see langword="null"/> when all are.</summary>
    public string? Broken { get; init; }

    public bool IsIntact => Broken is null;
}
