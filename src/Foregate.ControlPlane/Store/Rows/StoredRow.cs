// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Rows;

/// <summary>A row as it lies on the disk.</summary>
/// <param name="Secret">Encrypted.</param>
/// <param name="Bundle">The hash of its bundle.</param>
internal readonly record struct StoredRow(string Path, byte[] Body, byte[]? Secret, byte[]? Bundle);
