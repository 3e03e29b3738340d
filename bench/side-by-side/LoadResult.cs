// SPDX-License-Identifier: Apache-2.0
namespace Foregate.SideBySide;

/// <summary>What one run of a load generator saw.</summary>
internal sealed record LoadResult(long Requests, double RequestsPerSecond, double P50Milliseconds, double P99Milliseconds, long Failures);
