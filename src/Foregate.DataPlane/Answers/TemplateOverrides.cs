// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Answers;

/// <summary>
/// What mapping templates set through <c>$context.requestOverride</c> and <c>$context.responseOverride</c> (aws-apigateway §3.8). It is applied
/// after parameter mappings. The values are texts (or print as such); a list means a header of several values.
/// </summary>
internal sealed class TemplateOverrides
{
    /// <summary>Headers of the integration request, names as the template writes them.</summary>
    public ValueMap RequestHeaders { get; } = new();

    public ValueMap RequestQuery { get; } = new();

    public ValueMap RequestPath { get; } = new();

    public ValueMap ResponseHeaders { get; } = new();

    /// <summary>What templates set under names that override nothing. Recorded: it is passed around, and can be read by the next template.</summary>
    public ValueMap RequestOthers { get; } = new();

    public ValueMap ResponseOthers { get; } = new();

    /// <summary>Whether a status was set, even one that is none.</summary>
    public bool IsStatusSet { get; set; }

    /// <summary>The status of the answer, 100 to 599; 0 when none was set, or none that is one.</summary>
    public int ResponseStatus { get; set; }
}
