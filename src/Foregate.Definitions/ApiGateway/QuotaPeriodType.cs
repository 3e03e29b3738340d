// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>The period over which a quota counts.</summary>
public enum QuotaPeriodType
{
    [JsonStringEnumMemberName("DAY")]
    Day,

    [JsonStringEnumMemberName("WEEK")]
    Week,

    [JsonStringEnumMemberName("MONTH")]
    Month,
}
