// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Answers;

/// <summary>One limit that a request has met.</summary>
/// <param name="Name">Of the policy: letters only.</param>
/// <param name="Quota">Requests in its window.</param>
/// <param name="Window">Seconds.</param>
/// <param name="Remaining">Requests that are left.</param>
/// <param name="Reset">Seconds until there are more.</param>
internal readonly record struct MetLimit(string Name, long Quota, long Window, long Remaining, long Reset);
