// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Objects;

/// <summary>An object whose bytes can be read, also when it is replaced or deleted meanwhile.</summary>
/// <param name="Object">What is known of it.</param>
/// <param name="Content">All of its bytes, from the first on.</param>
public sealed record OpenObject(StoredObject Object, Stream Content) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
