// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store;

/// <summary>Why a store cannot do what it was asked. All of them are the server's fault, never the caller's.</summary>
public enum StoreFault
{
    /// <summary>There is no room left.</summary>
    Full,

    /// <summary>A file or the directory may not be written or reached.</summary>
    ReadOnly,

    /// <summary>The disk failed to read or write.</summary>
    Io,

    /// <summary>What lies there is not what was written.</summary>
    Corrupt,

    /// <summary>Another process has it.</summary>
    Busy,

    /// <summary>A newer version wrote it.</summary>
    TooNew,

    /// <summary>The master key is missing, readable by others, or another one.</summary>
    MasterKey,
}
