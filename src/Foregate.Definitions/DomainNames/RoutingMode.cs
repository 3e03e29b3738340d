// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.DomainNames;

/// <summary>What of a domain name decides which API answers.</summary>
public enum RoutingMode
{
    [JsonStringEnumMemberName("BASE_PATH_MAPPING_ONLY")]
    BasePathMappingOnly,

    [JsonStringEnumMemberName("ROUTING_RULE_ONLY")]
    RoutingRuleOnly,

    [JsonStringEnumMemberName("ROUTING_RULE_THEN_BASE_PATH_MAPPING")]
    RoutingRuleThenBasePathMapping,
}
