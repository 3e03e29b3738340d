// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>The account's own settings, on the wire.</summary>
internal static partial class AccountHandlers
{
    private const string UsagePlans = "UsagePlans";

    public static HandlerResult Get(HandlerCall call) => call.Answer(Wire(call.Account));

    /// <summary>Whether the role may write logs is not asked: there is nobody to ask.</summary>
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

        var role = patched.GetText("cloudwatchRoleArn") is { Length: > 0 } text ? text : null;
        if (role is not null && !Role().IsMatch(role))
        {
            return AwsError.InvalidArn();
        }

        var account = call.Account with { Settings = role is null ? null : new AccountSettings { CloudwatchRoleArn = role } };
        return new HandlerResult(account, Wire(account), null);
    }

    // Limits that nobody set are told as AWS's defaults.
    private static WireValue Wire(Account account) => WireValue.Structure(
        ("cloudwatchRoleArn", account.Settings?.CloudwatchRoleArn),
        ("throttleSettings", WireValue.Structure(
            ("burstLimit", (long)(account.ThrottleSettings?.BurstLimit ?? 5000)), ("rateLimit", account.ThrottleSettings?.RateLimit ?? 10_000))),
        ("features", WireValue.List([UsagePlans])),
        ("apiKeyVersion", "4"));

    [GeneratedRegex(@"\Aarn:[a-z0-9-]+:iam::[0-9]{12}:role/\S+\z")]
    private static partial Regex Role();
}
