// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>Portals and portal products: there are none.</summary>
internal static class PortalHandlers
{
    public static HandlerResult Refuse(HandlerCall call) => AwsError.BadRequest($"Foregate has no portals: {call.Operation.Name} is not supported.");
}
