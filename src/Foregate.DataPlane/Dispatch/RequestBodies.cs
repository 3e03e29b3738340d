// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Dispatch;

/// <summary>What becomes of a request whose body cannot be used.</summary>
internal static class RequestBodies
{
    /// <summary>Whether the body is known, before it is read, to be larger than the gateway takes.</summary>
    public static bool IsTooLarge(Exchange exchange, long limit) => exchange.RequestBody.Length > limit;

    /// <summary>Recorded: a mapping looks for a part of what is no JSON.</summary>
    public static Rejection InvalidJson { get; } = new(RejectionReason.BadRequestBody, 400, "Invalid JSON in request body", "BadRequestException", Blame.Client);

    /// <summary>The refusal of a request whose body ended like this.</summary>
    public static Rejection Rejection(BodyStatus status, Rejections rejections) => rejections.OfBody(status);
}
