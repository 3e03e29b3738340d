// SPDX-License-Identifier: Apache-2.0
namespace Foregate;

/// <summary>Why the program cannot do what it was asked: a code to look up, one sentence of cause, one of cure.</summary>
/// <param name="Code">FG and three digits; docs/reference/errors.md has an entry for each.</param>
/// <param name="ExitCode">What the process ends with.</param>
/// <param name="Cause">One sentence.</param>
/// <param name="Cure">One sentence.</param>
internal sealed record Failure(string Code, int ExitCode, string Cause, string Cure)
{
    public override string ToString() => $"error {Code}: {Cause} {Cure}";
}
