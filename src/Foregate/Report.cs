// SPDX-License-Identifier: Apache-2.0
namespace Foregate;

/// <summary>How commands say that they cannot.</summary>
internal static class Report
{
    /// <summary>Every failure on its own line; the first one's exit code.</summary>
    public static async Task<int> FailAsync(params IReadOnlyList<Failure> failures)
    {
        foreach (var failure in failures)
        {
            await Console.Error.WriteLineAsync(failure.ToString());
        }

        return failures[0].ExitCode;
    }
}
