// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Foregate.DataPlane.Wire;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Dispatch.MappedRequests;

/// <summary>Signs the head of a request to an AWS service as it was written: host, content type and every header of Amazon's.</summary>
internal sealed class SignedHead(RequestSigner signer, string? sessionToken, bool isObjects, TimeProvider time)
{
    /// <summary>Adds the date, the session token and the signature to request line and headers that are not ended yet.</summary>
    public void Sign(ByteWriter head, ReadOnlySpan<byte> body)
    {
        var now = time.GetUtcNow();
        Add(head, "X-Amz-Date", RequestSigner.Date(now));
        if (isObjects)
        {
            Add(head, "X-Amz-Content-Sha256", Convert.ToHexStringLower(SHA256.HashData(body)));
        }

        var lines = Encoding.UTF8.GetString(head.Written).Split("\r\n");
        var request = lines[0].Split(' ');
        var mark = request[1].IndexOf('?', StringComparison.Ordinal);
        var signed = new List<KeyValuePair<string, string>>();
        for (var i = 1; i < lines.Length; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && IsSigned(lines[i].AsSpan(0, colon)))
            {
                signed.Add(new(lines[i][..colon], lines[i][(colon + 1)..]));
            }
        }

        if (sessionToken is not null)
        {
            Add(head, "X-Amz-Security-Token", sessionToken);
        }

        Add(head, "Authorization", signer.Authorization(
            request[0], mark < 0 ? request[1] : request[1][..mark], mark < 0 ? "" : request[1][(mark + 1)..], signed, body, now));
    }

    private static bool IsSigned(ReadOnlySpan<char> name) =>
        name.Equals("host", StringComparison.OrdinalIgnoreCase) || name.Equals("content-type", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase);

    private static void Add(ByteWriter head, string name, string value)
    {
        head.WriteText(name);
        head.Write(": "u8);
        head.WriteText(value);
        head.Write("\r\n"u8);
    }
}
