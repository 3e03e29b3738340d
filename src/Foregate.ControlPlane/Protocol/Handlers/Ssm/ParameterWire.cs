// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Ssm;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Definitions.Ssm;

namespace Foregate.ControlPlane.Protocol.Handlers.Ssm;

/// <summary>Parameters in the forms of answers.</summary>
internal static class ParameterWire
{
    public static WireValue Parameter(Account account, Parameter parameter, bool isDecrypted) => WireValue.Structure(
        ("Name", parameter.Name),
        ("Type", parameter.Type),
        ("Value", isDecrypted || parameter.Type != "SecureString" ? parameter.Value : Disguised(account, parameter)),
        ("Version", (long)parameter.Version),
        ("LastModifiedDate", parameter.LastModifiedDate),
        ("ARN", Parameters.ArnOf(account, parameter.Name)),
        ("DataType", "text"));

    public static WireValue Metadata(Account account, Parameter parameter) => WireValue.Structure(
        ("Name", parameter.Name),
        ("ARN", Parameters.ArnOf(account, parameter.Name)),
        ("Type", parameter.Type),
        ("KeyId", parameter.KeyId),
        ("LastModifiedDate", parameter.LastModifiedDate),
        ("LastModifiedUser", parameter.LastModifiedUser),
        ("Description", parameter.Description),
        ("AllowedPattern", parameter.AllowedPattern),
        ("Version", (long)parameter.Version),
        ("Tier", parameter.Tier),
        ("Policies", WireValue.List(Array.Empty<string>())),
        ("DataType", "text"));

    /// <summary>One page of a list.</summary>
    public static HandlerResult Page(HandlerCall call, IEnumerable<Parameter> parameters, int most, Func<Parameter, WireValue> wire)
    {
        var size = call.Input.GetInteger("MaxResults") ?? most;
        var (page, error) = Paging.ByToken(parameters, static parameter => parameter.Name, call.Input.GetText("NextToken"), $"{size}");
        return error is not null ? SsmErrors.InvalidToken
            : call.Answer(WireValue.Structure(("Parameters", WireValue.List(page!.Items.Select(wire))), ("NextToken", page.Next)));
    }

    // What stands for a ciphertext says nothing of the value, not even whether another parameter has the same.
    private static string Disguised(Account account, Parameter parameter) => Convert.ToBase64String(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Parameters.ArnOf(account, parameter.Name)} {parameter.Version}")));
}
