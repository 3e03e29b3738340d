// SPDX-License-Identifier: Apache-2.0
namespace Foregate.SideBySide;

/// <summary>One contender under one scenario in one round.</summary>
internal sealed record Measurement(
    string Contender, string Scenario, int Round, double CpuMicrosecondsPerRequest, double RequestsPerSecond, double P50Milliseconds, double P99Milliseconds,
    long ResidentBytes, long Failures);
