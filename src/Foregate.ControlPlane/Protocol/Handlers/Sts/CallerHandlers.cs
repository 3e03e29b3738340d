// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Sts;

/// <summary>Who somebody is, on the wire. Every access key acts for its account as a whole.</summary>
internal static class CallerHandlers
{
    public static HandlerResult GetIdentity(HandlerCall call) => call.Answer(WireValue.Structure(
        ("UserId", call.Caller.Key?.UserId ?? call.Account.AccountId),
        ("Account", call.Account.AccountId),
        ("Arn", call.Caller.Arn ?? $"arn:aws:iam::{call.Account.AccountId}:root")));
}
