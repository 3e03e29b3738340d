// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>What happens to a body for whose content type there is no mapping template.</summary>
public enum PassthroughBehavior
{
    /// <summary>It passes as it is.</summary>
    [JsonStringEnumMemberName("WHEN_NO_MATCH")]
    WhenNoMatch,

    /// <summary>It passes when there are no templates at all, otherwise 415.</summary>
    [JsonStringEnumMemberName("WHEN_NO_TEMPLATES")]
    WhenNoTemplates,

    /// <summary>415.</summary>
    [JsonStringEnumMemberName("NEVER")]
    Never,
}
