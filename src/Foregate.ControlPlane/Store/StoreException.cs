// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store;

/// <summary>A store that could not do what it was asked. Nothing was acknowledged and nothing in memory changed; the message says what, where and how to mend it.</summary>
public sealed class StoreException(StoreFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public StoreFault Fault { get; } = fault;
}
