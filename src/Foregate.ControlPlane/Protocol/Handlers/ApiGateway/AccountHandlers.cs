// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>The account's own settings, on the wire.</summary>
internal static class AccountHandlers
{
    private const string UsagePlans = "UsagePlans";

    public static HandlerResult Get(HandlerCall call) => call.Answer(Wire(call.Account));

    public static HandlerResult Update(HandlerCall call)
    {
        var (patched, refused) = call.Patch(Wire(call.Account));
        if (refused is not null)
        {
            return refused;
        }

        if (patched!.GetTexts("features") is not [UsagePlans])
        {
            return AwsError.BadRequest($"Invalid features specified. The only one is {UsagePlans}, which stays");
        }

        var updated = AccountRoles.UpdateAccount(call.Account, patched.GetText("cloudwatchRoleArn"));
        return updated.Error is { } error ? error : new HandlerResult(updated.Account, Wire(updated.Account!), null);
    }

    // Limits that nobody set are told as AWS's defaults.
    private static WireValue Wire(Account account) => WireValue.Structure(
        ("cloudwatchRoleArn", account.Settings?.CloudwatchRoleArn),
        ("throttleSettings", WireValue.Structure(
            ("burstLimit", (long)(account.ThrottleSettings?.BurstLimit ?? 5000)), ("rateLimit", account.ThrottleSettings?.RateLimit ?? 10_000))),
        ("features", WireValue.List([UsagePlans])),
        ("apiKeyVersion", "4"));
}
