// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.Lambda;

/// <summary>Where a function's code is. Exactly one of these is set.</summary>
public sealed record FunctionCode
{
    /// <summary>A folder on this machine that holds the code as it lies in the function's task root: absolute path.</summary>
    public string? Folder { get; init; }

    /// <summary>A zip archive on this machine, the user's or one that was kept for CreateFunction: absolute path.</summary>
    public string? ZipPath { get; init; }

    /// <summary>The source of a script function, as CloudFormation's <c>ZipFile</c> and SAM's <c>InlineCode</c> give it.</summary>
    public string? InlineCode { get; init; }
}
