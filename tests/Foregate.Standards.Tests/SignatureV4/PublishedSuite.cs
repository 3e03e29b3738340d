// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.SignatureV4;

namespace Foregate.Standards.Tests.SignatureV4;

/// <summary>The published suite of Signature Version 4, where it lies beside the checkout.</summary>
internal static class PublishedSuite
{
    public static string? Folder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var suite = Path.Combine(folder.FullName, "shared", "conformance", "sigv4");
                if (Directory.Exists(suite))
                {
                    return suite;
                }
            }

            return null;
        }
    }

    /// <summary>Reads a request as the suite writes it; folded header lines are one value.</summary>
    public static SignedRequest Read(string text)
    {
        var (head, body) = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split("\n\n", 2) is [var h, var b] ? (h, b) : (text, "");
        var lines = head.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n');
        var method = lines[0][..lines[0].IndexOf(' ', StringComparison.Ordinal)];
        var target = lines[0][(method.Length + 1)..lines[0].LastIndexOf(' ')];
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in lines[1..])
        {
            if (line[0] is ' ' or '\t')
            {
                headers[^1] = new(headers[^1].Key, headers[^1].Value + " " + line);
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..]));
        }

        return new SignedRequest
        {
            Method = method,
            Path = mark < 0 ? target : target[..mark],
            Query = mark < 0 ? "" : target[(mark + 1)..],
            Headers = headers,
            Body = Encoding.UTF8.GetBytes(body),
        };
    }
}
