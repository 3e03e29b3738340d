// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane;

/// <summary>Where a $context variable may be used (aws-apigateway §7.4, its columns).</summary>
[Flags]
internal enum ContextUse : byte
{
    None = 0,

    /// <summary>Parameter mappings and templates.</summary>
    Mapping = 1,

    /// <summary>Gateway responses.</summary>
    GatewayResponse = 2,

    AccessLog = 4,
}
