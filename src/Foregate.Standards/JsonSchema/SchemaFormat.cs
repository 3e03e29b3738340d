// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.JsonSchema;

/// <summary>Formats of texts that are checked. Others (int32, double, password, …) are names for people.</summary>
internal enum SchemaFormat : byte
{
    None,
    DateTime,
    Email,
    HostName,
    Ipv4,
    Ipv6,
    Regex,
    Uri,
}
