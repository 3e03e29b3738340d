// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Running;

/// <summary>How much one rendering may take. What passes a limit ends it with a fault.</summary>
public sealed record VelocityLimits
{
    /// <summary>Bytes of a template at most: AWS's limit.</summary>
    public const int TemplateBytes = 300 * 1024;

    public const long DefaultSteps = 400_000;

    public const long DefaultMemory = 448 * 1024;

    /// <summary>Rounds of one #foreach: what is beyond is left out, as AWS does.</summary>
    public int Rounds { get; init; } = 1000;

    /// <summary>Steps: each statement and each call is one, long texts cost more.</summary>
    public long Steps { get; init; } = DefaultSteps;

    /// <summary>Bytes that texts, lists and maps made on the way may take together.</summary>
    public long Memory { get; init; } = DefaultMemory;

    /// <summary>Macros that call each other, as deep: Velocity's limit.</summary>
    public int MacroDepth { get; init; } = 20;

    /// <summary>Wall time, looked at now and then: a net below the steps.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(2);
}
