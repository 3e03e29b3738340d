// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.UsagePlans;

namespace Foregate.DataPlane.Check.ApiKeys;

/// <summary>An API key that a usage plan of the stage lists.</summary>
/// <param name="limit">What its plan allows it.</param>
/// <param name="methodLimits">The same on methods that have a slot of <see cref="StageApiKeys.SlotOf"/>.</param>
internal sealed class ApiKeyEntry(string id, string text, byte[] value, bool isEnabled, KeyLimit limit, KeyLimit[] methodLimits)
{
    public string Id { get; } = id;

    public string Text { get; } = text;

    /// <summary>What the header must hold, byte for byte.</summary>
    public byte[] Value { get; } = value;

    public bool IsEnabled { get; } = isEnabled;

    /// <param name="slot">The method's, or -1.</param>
    public KeyLimit LimitOn(int slot) => slot < 0 ? limit : methodLimits[slot];
}
