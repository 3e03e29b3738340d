// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.ControlPlane.Protocol.Handlers.Sts;

/// <summary>Temporary credentials, on the wire. They act for their account as a whole, as those do that they were asked with.</summary>
internal static class SessionHandlers
{
    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static HandlerResult AssumeRole(HandlerCall call)
    {
        // A session policy would take rights away: to leave it out would give more than was meant.
        if (call.Refuse(call.Input, "RoleArn", "RoleSessionName", "DurationSeconds", "Tags", "TransitiveTagKeys", "ExternalId", "SourceIdentity") is { } refused)
        {
            return refused;
        }

        var (role, session) = (call.Text("RoleArn"), call.Text("RoleSessionName"));
        var prefix = $"arn:aws:iam::{call.Account.AccountId}:role/";
        if (role.Split(':') is not ["arn", _, "iam", "", { Length: 12 }, var resource] || !resource.StartsWith("role/", StringComparison.Ordinal) || resource.EndsWith('/'))
        {
            return new AwsError("ValidationError", 400, $"{role} is invalid");
        }

        if (!role.StartsWith(prefix, StringComparison.Ordinal) || call.Sessions is not { } sessions || call.Caller.Key is not { } caller)
        {
            return new AwsError("AccessDenied", 403, $"User: {call.Caller.Arn} is not authorized to perform: sts:AssumeRole on resource: {role}");
        }

        var name = role[(role.LastIndexOf('/') + 1)..];
        var roleId = RoleId(role);
        var arn = $"arn:aws:sts::{call.Account.AccountId}:assumed-role/{name}/{session}";
        var key = sessions.Make(caller, $"{roleId}:{session}", arn, Duration(call, 3600));
        return call.Answer(WireValue.Structure(
            ("Credentials", Credentials(key)),
            ("AssumedRoleUser", WireValue.Structure(("AssumedRoleId", $"{roleId}:{session}"), ("Arn", arn))),
            ("PackedPolicySize", call.Input["Tags"] is null ? null : 1L),
            ("SourceIdentity", call.Input.GetText("SourceIdentity"))));
    }

    public static HandlerResult GetSessionToken(HandlerCall call)
    {
        if (call.Refuse(call.Input, "DurationSeconds") is { } refused)
        {
            return refused;
        }

        if (call.Sessions is not { } sessions || call.Caller.Key is not { ParentId: null } caller)
        {
            return new AwsError("AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
        }

        var key = sessions.Make(caller, call.Account.AccountId, call.Caller.Arn!, Duration(call, 43_200));
        return call.Answer(WireValue.Structure(("Credentials", Credentials(key))));
    }

    private static TimeSpan Duration(HandlerCall call, int usual) => TimeSpan.FromSeconds(call.Input.GetInteger("DurationSeconds") ?? usual);

    private static WireValue Credentials(AccessKey key) => WireValue.Structure(
        ("AccessKeyId", key.Id), ("SecretAccessKey", key.Secret), ("SessionToken", key.SessionToken), ("Expiration", key.Expires));

    // The same for the same role.
    private static string RoleId(string role)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(role));
        return "AROA" + string.Concat(hash.Take(17).Select(static value => IdAlphabet[value % IdAlphabet.Length]));
    }
}
