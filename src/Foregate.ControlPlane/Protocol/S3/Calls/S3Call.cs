// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.S3.Bodies;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.S3.Calls;

/// <summary>A call that was believed, and where it is answered from.</summary>
internal sealed class S3Call(S3Request request, S3Address address, ObjectStore store)
{
    private readonly List<KeyValuePair<string, string>> _query = QueryString.Parse(request.Head.Query);

    public ObjectStore Store { get; } = store;

    public string BucketName => address.Bucket;

    public string Key => address.Key;

    public string Method => request.Head.Method;

    /// <summary>Whose caller it is.</summary>
    public required string AccountId { get; init; }

    /// <summary>As the signature says.</summary>
    public required string Region { get; init; }

    /// <summary>What the signature says of the body.</summary>
    public required string Payload { get; init; }

    public required ChunkVerifier Chunks { get; init; }

    /// <summary>Bytes of a body at most.</summary>
    public required long LargestBody { get; init; }

    /// <summary>The SHA-256 of the body as it was understood, once it was read.</summary>
    public string? BodyDigest { get; private set; }

    /// <summary>The bucket, which is there and the caller's.</summary>
    public Bucket Bucket => Contents.Bucket;

    public BucketContents Contents
    {
        get
        {
            var contents = Store.Find(BucketName) ?? throw new S3Exception(S3Error.Of(ObjectFault.NoSuchBucket, BucketName));
            return contents.Bucket.AccountId == AccountId && Header("x-amz-expected-bucket-owner") is var owner && (owner is null || owner == AccountId)
                ? contents
                : throw new S3Exception(S3Error.AccessDenied);
        }
    }

    public string? Header(string name)
    {
        var values = request.Head.Values(name).ToList();
        return values.Count == 0 ? null : string.Join(", ", values.Select(static value => value.Trim()));
    }

    public IEnumerable<KeyValuePair<string, string>> Headers => request.Head.Headers;

    /// <summary>A parameter of the query; empty where it has no value, <see langword="null"/> where it is not there.</summary>
    public string? Query(string name)
    {
        foreach (var (key, value) in _query)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    public bool Asks(string name) => Query(name) is not null;

    public IEnumerable<string> QueryNames => _query.Select(static parameter => parameter.Key);

    /// <summary>A whole number of the query.</summary>
    /// <exception cref="S3Exception">It is none, or out of bounds.</exception>
    public int? Number(string name, int minimum, int maximum)
    {
        if (Query(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw new S3Exception(S3Error.InvalidArgument(
                name == "partNumber" ? $"Part number must be an integer between {minimum} and {maximum}, inclusive" : $"Argument {name} must be an integer between {minimum} and {maximum}", name, text));
    }

    /// <summary>Throws what the store found against the call.</summary>
    public void Check(ObjectFault fault)
    {
        if (fault != ObjectFault.None)
        {
            throw new S3Exception(S3Error.Of(fault, BucketName, Key));
        }
    }

    /// <summary>Reads the body, verified in every way that the caller offers.</summary>
    /// <param name="checksum">The algorithm of a checksum that is wanted in any case.</param>
    public async ValueTask<ReceivedBody> ReceiveAsync(Stream target, long limit, string? checksum, CancellationToken cancellationToken)
    {
        var claims = new BodyClaims(Header, Payload, Chunks);
        var body = await BodyReceiver.ReceiveAsync(claims, request.Body, target, limit, checksum, cancellationToken);
        BodyDigest = body.Sha256;
        return body;
    }

    /// <summary>The body of a call that says something in a document.</summary>
    public async ValueTask<byte[]> DocumentAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await ReceiveAsync(body, S3Limits.LargestDocument, null, cancellationToken);
        return body.ToArray();
    }
}
