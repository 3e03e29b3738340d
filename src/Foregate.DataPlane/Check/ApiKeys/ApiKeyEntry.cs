// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Check.ApiKeys;

/// <summary>An API key that a usage plan of the stage lists.</summary>
internal sealed class ApiKeyEntry(string id, string text, byte[] value, bool isEnabled)
{
    public string Id { get; } = id;

    public string Text { get; } = text;

    /// <summary>What the header must hold, byte for byte.</summary>
    public byte[] Value { get; } = value;

    public bool IsEnabled { get; } = isEnabled;
}
