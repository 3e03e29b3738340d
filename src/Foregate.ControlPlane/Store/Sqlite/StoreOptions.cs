// SPDX-License-Identifier: Apache-2.0
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>Where a store lies and how it behaves.</summary>
public sealed record StoreOptions
{
    /// <summary>Made when it is not there; one process at a time.</summary>
    public required string Directory { get; init; }

    /// <summary>32 bytes in base64 or hexadecimal digits, from the environment; <see langword="null"/> takes the file in the directory.</summary>
    public string? MasterKey { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long after a change the last good snapshot is written; changes in between are written with it.</summary>
    public TimeSpan SnapshotDelay { get; init; } = TimeSpan.FromSeconds(5);

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
