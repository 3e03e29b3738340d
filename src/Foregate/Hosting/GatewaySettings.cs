// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane;

namespace Foregate.Hosting;

/// <summary>What the program's options mean to the data plane.</summary>
internal static class GatewaySettings
{
    /// <param name="management">The management listener as bound: never a target of an integration.</param>
    /// <param name="accessLog">Where access log lines go; null for nowhere.</param>
    /// <param name="executionLog">Where execution logs go; null for nowhere.</param>
    public static GatewayOptions From(ForegateOptions options, IReadOnlyList<IPEndPoint> management, Stream? accessLog = null, Stream? executionLog = null) => new()
    {
        AccountId = options.AccountId,
        Region = options.Region,
        StrictAws = options.StrictAws,
        TrustedProxies = options.TrustedProxies,
        ServiceEndpoints = options.Services.Endpoints,
        ServiceCredentials = options.Services.Credentials,
        RoleCredentials = options.Services.Roles,
        VpcLinks = options.Services.VpcLinks,
        CallerLimits = options.CallerLimits,
        RateLimitHeaders = options.RateLimitHeaders,
        DenyPrivateTargets = options.DenyPrivateTargets,
        KeepsUsage = options.DataDirectory is not null,
        ResponseCacheMemory = options.CacheMemory,
        InlineScheduling = options.InlineScheduling,
        ManagementEndpoints = management,
        AccessLog = accessLog,
        ExecutionLog = executionLog,
    };
}
