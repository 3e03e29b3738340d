// SPDX-License-Identifier: Apache-2.0
namespace Foregate;

/// <summary>What the process ends with; scripts may rely on these.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Something failed while running.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not right.</summary>
    public const int Usage = 2;

    /// <summary>Of diff: something would change, or has drifted.</summary>
    public const int Differs = 2;

    /// <summary>The document cannot be served.</summary>
    public const int Refused = 3;

    /// <summary>A listener, a certificate or the data directory cannot be used.</summary>
    public const int Unavailable = 4;

    /// <summary>A second signal asked to stop at once.</summary>
    public const int Interrupted = 130;
}
