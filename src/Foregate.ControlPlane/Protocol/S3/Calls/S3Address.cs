// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.ControlPlane.Operations.Artifacts;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Protocol.S3.Calls;

/// <summary>What a request is about: a bucket named by its host or its path, and a key.</summary>
/// <param name="Bucket">Empty for none.</param>
/// <param name="Key">Empty for none. Any text: never a path of the file system.</param>
internal sealed record S3Address(string Bucket, string Key)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Names that this machine has under any configuration; those below them are a bucket's.</summary>
    private const string OwnName = "localhost";

    /// <param name="host">Without the port.</param>
    /// <param name="path">As it was sent.</param>
    public static S3Address Of(string host, string path)
    {
        var bucket = IPAddress.TryParse(host.AsSpan().Trim("[]"), out _) ? "" : S3Location.BucketInHost(host, OwnName) ?? "";
        var rest = path.Length > 0 ? path[1..] : "";
        if (bucket.Length > 0)
        {
            return new S3Address(bucket, Decode(rest));
        }

        var end = rest.IndexOf('/', StringComparison.Ordinal);
        return end < 0 ? new S3Address(Decode(rest), "") : new S3Address(Decode(rest[..end]), Decode(rest[(end + 1)..]));
    }

    /// <summary>The text that percent signs with two digits stand for, in UTF-8.</summary>
    /// <exception cref="S3Exception">It is not UTF-8.</exception>
    public static string Decode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var count = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%')
            {
                if (i + 2 >= bytes.Length || !char.IsAsciiHexDigit((char)bytes[i + 1]) || !char.IsAsciiHexDigit((char)bytes[i + 2]))
                {
                    throw new S3Exception(S3Error.InvalidUri);
                }

                bytes[count++] = Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]])[0];
                i += 2;
            }
            else
            {
                bytes[count++] = bytes[i];
            }
        }

        try
        {
            return s_strict.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            throw new S3Exception(S3Error.InvalidUri);
        }
    }
}
