// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.S3;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Objects;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.Definitions;
using Foregate.Standards.SignatureV4;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Protocol.S3;

/// <summary>S3 over a folder of its own, and a client that signs what it asks, by code that shares nothing with what verifies it.</summary>
internal sealed class S3Client : IDisposable
{
    public const string AccountId = "123456789012";
    public const string OtherAccount = "210987654321";
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public S3Client(AuditTrail? audit = null, long largestBody = S3Endpoint.LargestBody)
    {
        Store = new ObjectStore(Folder, Clock, isTemporary: true);
        Sessions = new SessionTokens(null, Clock);
        Endpoint = new S3Endpoint(
            new AccountAccess
            {
                FindKey = static id => id switch
                {
                    "AKID" => new AccessKey { Id = id, Secret = "secret", AccountId = AccountId, Created = default },
                    "AKIDOTHER" => new AccessKey { Id = id, Secret = "secret", AccountId = OtherAccount, Created = default },
                    _ => null,
                },
                HasRegion = static region => region.Contains('-', StringComparison.Ordinal),
                Read = static name => new Account { AccountId = name.AccountId, Region = name.Region },
                Publish = static (_, _, _) => throw new InvalidOperationException("S3 publishes nothing."),
                Audit = audit,
                Sessions = Sessions,
            },
            Store,
            Clock,
            largestBody);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"foregate-{Guid.NewGuid():N}");

    public ObjectStore Store { get; }

    public SessionTokens Sessions { get; }

    public S3Endpoint Endpoint { get; }

    public AwsCredentials Credentials { get; set; } = new("AKID", "secret");

    public string Region { get; set; } = "us-east-1";

    public string Host { get; set; } = "127.0.0.1";

    public void Dispose() => Store.Dispose();

    /// <summary>Asks, wants this status, and gives the body.</summary>
    public string Call(string method, string path, int status, string query = "", string body = "", params (string Name, string Value)[] headers)
    {
        var answer = Send(method, path, query, Encoding.UTF8.GetBytes(body), null, headers);
        Assert.True(answer.Status == status, $"{answer.Status} {answer.Text}");
        return answer.Text;
    }

    /// <summary>The code of a refusal with this status.</summary>
    public string Fail(string method, string path, int status, string query = "", string body = "", params (string Name, string Value)[] headers) =>
        XElement.Parse(Call(method, path, status, query, body, headers)).Element("Code")!.Value;

    /// <summary>What is at a place of an answer's document, names joined by slashes.</summary>
    public static string[] Texts(string document, string place)
    {
        IEnumerable<XElement> found = [XElement.Parse(document)];
        foreach (var name in place.Split('/'))
        {
            found = found.SelectMany(element => element.Elements().Where(child => child.Name.LocalName == name));
        }

        return [.. found.Select(static element => element.Value)];
    }

    /// <param name="payload">What is said of the body; its hash for <see langword="null"/>.</param>
    public Answered Send(string method, string path, string query, byte[] body, string? payload, params (string Name, string Value)[] headers) =>
        SendRaw(Signed(method, path, query, payload ?? Convert.ToHexStringLower(SHA256.HashData(body)), [.. headers, ("Content-Length", $"{body.Length}")]), body);

    public Answered SendRaw(SignedRequest head, byte[] body)
    {
        var asked = Endpoint.AnswerAsync(new S3Request { Head = head, Host = Host, Body = new MemoryStream(body) }, TestContext.Current.CancellationToken).AsTask();
        using var answer = asked.WaitAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        var bytes = answer.Body.ToArray();
        if (answer.Content is { } content)
        {
            bytes = new byte[answer.Length];
            content.ReadExactly(bytes);
        }

        return new Answered(answer.StatusCode, answer.Headers, bytes);
    }

    public SignedRequest Signed(string method, string path, string query, string payload, params (string Name, string Value)[] headers)
    {
        var date = Clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        List<(string Name, string Value)> all = [("host", Host), ("x-amz-date", date), ("x-amz-content-sha256", payload), .. headers];
        if (Credentials.SessionToken is { } token)
        {
            all.Add(("x-amz-security-token", token));
        }

        var signed = all.Where(static header => header.Name is not "Content-Length").OrderBy(static header => header.Name.ToLowerInvariant(), StringComparer.Ordinal).ToList();
        var names = string.Join(';', signed.Select(static header => header.Name.ToLowerInvariant()));
        var parameters = string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Contains('=', StringComparison.Ordinal) ? part : part + "=").Order(StringComparer.Ordinal));
        var canonical = $"{method}\n{path}\n{parameters}\n{string.Concat(signed.Select(static header => $"{header.Name.ToLowerInvariant()}:{header.Value.Trim()}\n"))}\n{names}\n{payload}";
        var scope = $"{date[..8]}/{Region}/s3/aws4_request";
        var signature = Hmac(Key(date), $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(canonical)}");
        return new SignedRequest
        {
            Method = method,
            Path = path,
            Query = query,
            Headers = [.. all.Select(static header => KeyValuePair.Create(header.Name, header.Value)), new("Authorization", $"AWS4-HMAC-SHA256 Credential={Credentials.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(signature)}")],
        };
    }

    /// <summary>A body in signed chunks, after a request that was signed for it.</summary>
    public byte[] Chunked(SignedRequest head, byte[] body, int size, string trailer = "")
    {
        var date = head.Values("x-amz-date").Single();
        var previous = head.Values("Authorization").Single().Split("Signature=")[1];
        var chunks = new MemoryStream();
        for (var start = 0; start <= body.Length; start += size)
        {
            var chunk = body[start..Math.Min(start + size, body.Length)];
            previous = Convert.ToHexStringLower(Hmac(Key(date), $"AWS4-HMAC-SHA256-PAYLOAD\n{date}\n{date[..8]}/{Region}/s3/aws4_request\n{previous}\n{EmptyHash}\n{Convert.ToHexStringLower(SHA256.HashData(chunk))}"));
            chunks.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x};chunk-signature={previous}\r\n"));
            chunks.Write(chunk);
            chunks.Write(chunk.Length > 0 || trailer.Length == 0 ? "\r\n"u8 : default);
            if (start + size > body.Length && chunk.Length > 0)
            {
                start = body.Length - size;
            }
        }

        if (trailer.Length > 0)
        {
            previous = Convert.ToHexStringLower(Hmac(Key(date), $"AWS4-HMAC-SHA256-TRAILER\n{date}\n{date[..8]}/{Region}/s3/aws4_request\n{previous}\n{Hash(trailer + "\n")}"));
            chunks.Write(Encoding.ASCII.GetBytes($"{trailer}\r\nx-amz-trailer-signature:{previous}\r\n\r\n"));
        }

        return chunks.ToArray();
    }

    private byte[] Key(string date)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + Credentials.SecretAccessKey);
        foreach (var part in (string[])[date[..8], Region, "s3", "aws4_request"])
        {
            key = Hmac(key, part);
        }

        return key;
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    internal sealed record Answered(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public string? Header(string name) => Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }
}
