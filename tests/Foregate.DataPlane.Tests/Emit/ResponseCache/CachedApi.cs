// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

/// <summary>Makes REST APIs whose stage caches.</summary>
internal static class CachedApi
{
    public static RestApi Of(int port, MethodSetting? all = null, string httpMethod = "GET", params string[] keys)
    {
        var method = GivenRestApi.Proxy(port, httpMethod: httpMethod);
        method = method with { MethodIntegration = method.MethodIntegration! with { CacheKeyParameters = [.. keys] } };
        return GivenAccount.RestApi("/pets/{petId}", method).Cached(all ?? new MethodSetting { CachingEnabled = true });
    }

    public static RestApi Cached(this RestApi api, MethodSetting all) => api.Staged(stage => stage with
    {
        CacheClusterEnabled = true,
        CacheClusterSize = "0.5",
        MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("*/*", all),
    });
}
