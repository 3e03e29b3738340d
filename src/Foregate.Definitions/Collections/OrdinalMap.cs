// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions.Collections;

/// <summary>Makes the maps that definitions hold: sorted by ordinal key, so that reading order is the same from run to run.</summary>
public static class OrdinalMap
{
    /// <summary>The empty map of <typeparamref name="TValue"/>, one shared instance.</summary>
    public static ImmutableSortedDictionary<string, TValue> Empty<TValue>() => Shared<TValue>.Empty;

    private static class Shared<TValue>
    {
        internal static readonly ImmutableSortedDictionary<string, TValue> Empty =
            ImmutableSortedDictionary.Create<string, TValue>(StringComparer.Ordinal);
    }
}
