// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Backends;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>The origin that a URI names, spoken to as its integration says.</summary>
internal static class IntegrationOrigin
{
    public static BackendOrigin Of(BackendOrigin origin, Integration integration) =>
        origin.IsSecure && integration.TlsConfig is { InsecureSkipVerification: true } ? origin with { InsecureSkipVerification = true } : origin;
}
