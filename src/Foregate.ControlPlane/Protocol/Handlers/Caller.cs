// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.ControlPlane.Protocol.Handlers;

/// <summary>Who calls.</summary>
/// <param name="Key">What signed the call; <see langword="null"/> for the gateway itself.</param>
internal sealed record Caller(AccessKey? Key)
{
    public string? Arn => Key is null ? null : Key.Arn ?? $"arn:aws:iam::{Key.AccountId}:root";
}
