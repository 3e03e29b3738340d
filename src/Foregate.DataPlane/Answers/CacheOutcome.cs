// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Answers;

/// <summary>What the stage's cache was to a request (AWS: CacheHitCount, CacheMissCount).</summary>
internal enum CacheOutcome : byte
{
    /// <summary>The method is not cached, or this request was none that could be.</summary>
    None,
    Hit,
    Miss,
}
