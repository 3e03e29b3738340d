// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Protocol.S3.Calls;

/// <summary>The tokens by which lists go on.</summary>
internal static class Pages
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    public static string Decode(string token)
    {
        try
        {
            return s_strict.GetString(Convert.FromBase64String(token));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw new S3Exception(S3Error.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token));
        }
    }
}
