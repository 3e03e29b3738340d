// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>The account's own settings, on the wire.</summary>
internal static class AccountHandlers
{
    /// <summary>Limits that nobody set are told as AWS's defaults.</summary>
    public static HandlerResult Get(HandlerCall call) => call.Answer(WireValue.Structure(
        ("throttleSettings", WireValue.Structure(
            ("burstLimit", (long)(call.Account.ThrottleSettings?.BurstLimit ?? 5000)), ("rateLimit", call.Account.ThrottleSettings?.RateLimit ?? 10_000))),
        ("features", WireValue.List(["UsagePlans"])),
        ("apiKeyVersion", "4")));
}
