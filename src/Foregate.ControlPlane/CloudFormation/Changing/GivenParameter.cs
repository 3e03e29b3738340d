// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>A parameter as a caller gives it.</summary>
/// <param name="Value"><see langword="null"/> where none is given.</param>
/// <param name="UsesPrevious">Whether it stays what it was.</param>
internal sealed record GivenParameter(string Key, string? Value, bool UsesPrevious);
