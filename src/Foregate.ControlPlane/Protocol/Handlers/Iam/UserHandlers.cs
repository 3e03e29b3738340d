// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Iam;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Handlers.Iam;

/// <summary>Users, on the wire: there is nobody but the account itself.</summary>
internal static class UserHandlers
{
    public static HandlerResult Get(HandlerCall call) => call.Input.GetText("UserName") is { } name
        ? IamErrors.NoUser(name)
        : call.Answer(WireValue.Structure(("User", WireValue.Structure(
            ("UserId", call.Account.AccountId),
            ("Arn", $"arn:aws:iam::{call.Account.AccountId}:root"),
            ("CreateDate", DateTimeOffset.UnixEpoch)))));
}
