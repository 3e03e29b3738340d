// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Foregate.ControlPlane.Protocol.S3.Answers;
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Audit;
using Foregate.ControlPlane.Store.Objects;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.S3;

/// <summary>S3, as far as deployment tools need it: believes or refuses a request before its body is read, and lets its bytes pass to and from the disk.</summary>
/// <param name="largestBody">Bytes of an object that comes at once, or of a part.</param>
public sealed class S3Endpoint(AccountAccess access, ObjectStore store, TimeProvider clock, long largestBody = S3Endpoint.LargestBody)
{
    /// <summary>S3's own: 5 GiB.</summary>
    public const long LargestBody = 5L << 30;

    private readonly S3RequestVerifier _verifier = new(clock, access.HasRegion);

    /// <summary>Bytes of a body as it comes at most: the marks of chunks take room, too.</summary>
    public long LargestWireBody { get; } = largestBody + (largestBody / 16) + (1 << 20);

    /// <summary>Whether a request means S3: its signature says so.</summary>
    /// <param name="authorization">The value of its header; <see langword="null"/> for none.</param>
    /// <param name="query">As it was sent, without the question mark.</param>
    public static bool IsMeant(string? authorization, string query)
    {
        if (authorization is not null)
        {
            return IsOld(authorization, query)
                || (authorization.StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal) && authorization.Contains("/s3/aws4_request", StringComparison.Ordinal));
        }

        if (IsOld(null, query))
        {
            return true;
        }

        return query.Contains("X-Amz-Credential=", StringComparison.Ordinal) && (query.Contains("%2Fs3%2Faws4_request", StringComparison.OrdinalIgnoreCase) || query.Contains("/s3/aws4_request", StringComparison.Ordinal));
    }

    // Signature version 2, which only S3 still takes, in its oldest regions.
    private static bool IsOld(string? authorization, string query) => authorization is not null
        ? authorization.StartsWith("AWS ", StringComparison.Ordinal)
        : query.Contains("AWSAccessKeyId=", StringComparison.Ordinal) && query.Contains("Signature=", StringComparison.Ordinal);

    public async ValueTask<S3Answer> AnswerAsync(S3Request request, CancellationToken cancellationToken)
    {
        var facts = new Facts(request);
        S3Answer answer;
        try
        {
            answer = await BelievedAsync(request, facts, cancellationToken);
        }
        catch (S3Exception exception)
        {
            answer = Refuse(facts, exception.Error);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            // What could not be kept or read is the disk's fault, and nothing was acknowledged.
            answer = Refuse(facts, S3Error.InternalError(exception.Message));
        }
        catch (Exception exception)
        {
            var isGone = exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
            facts.Error = isGone ? "ClientGone" : "InternalFailure";
            access.Audit?.Write(facts.Entry(isGone ? 499 : 500));
            throw;
        }

        if (access.Audit?.Write(facts.Entry(answer.StatusCode)) is { } unwritten && facts.MayChange && answer.StatusCode < 300)
        {
            answer.Dispose();
            answer = Refuse(facts, S3Error.NotStored(unwritten.Message));
        }

        return answer with { Headers = [.. answer.Headers, new("x-amz-request-id", facts.RequestId), new("x-amz-id-2", facts.HostId)] };
    }

    private async ValueTask<S3Answer> BelievedAsync(S3Request request, Facts facts, CancellationToken cancellationToken)
    {
        var (key, payload, chunks) = Authenticate(request, facts);
        var address = S3Address.Of(request.Host, request.Head.Path);
        var call = new S3Call(request, address, store)
        {
            AccountId = key.AccountId, Region = facts.Signature!.Region, Payload = payload, Chunks = chunks, LargestBody = largestBody,
        };
        facts.Call = call;
        var operation = S3Operations.Find(call);
        facts.Operation = operation.Name;
        if (facts.MayChange && access.Audit?.CatchUp() is { } obstacle)
        {
            throw new S3Exception(S3Error.NotStored(obstacle.Message));
        }

        if (operation.Name is not ("CreateBucket" or "DeleteBucket"))
        {
            BootstrapBuckets.Ensure(store, key.AccountId, address.Bucket);
            StackBuckets.Ensure(store, () => access.Read(new AccountKey(key.AccountId, facts.Signature.Region)), address.Bucket);
        }

        return await operation.Answer(call, cancellationToken);
    }

    private (AccessKey Key, string Payload, ChunkVerifier Chunks) Authenticate(S3Request request, Facts facts)
    {
        if (IsOld(request.Head.Values("Authorization").FirstOrDefault(), request.Head.Query))
        {
            throw new S3Exception(S3Error.InvalidRequest("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."));
        }

        if (RequestSignature.Read(request.Head, out var signature) is { } unreadable)
        {
            throw new S3Exception(S3Error.Of(S3SignatureFault.Of(unreadable, request.Head.Query.Contains("X-Amz-", StringComparison.Ordinal))));
        }

        facts.Signature = signature;
        var key = access.Find(signature!, out var isOver);
        if (isOver)
        {
            throw new S3Exception(S3Error.Of(S3SignatureFault.ExpiredToken));
        }

        if (_verifier.Verify(request.Head, signature!, key?.Credentials, out var payload, out var chunks) is { } fault)
        {
            throw new S3Exception(S3Error.Of(fault));
        }

        facts.AccountId = key!.AccountId;
        return (key, payload, chunks!);
    }

    private static S3Answer Refuse(Facts facts, S3Error error)
    {
        facts.Error = error.Code;
        return S3Xml.Answer(error, facts.Path, facts.RequestId, facts.HostId, facts.HasBody);
    }

    /// <summary>What became known of a call on its way, for the audit log.</summary>
    private sealed class Facts(S3Request request)
    {
        public string RequestId { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));

        public string HostId { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));

        public bool MayChange { get; } = request.Head.Method is not ("GET" or "HEAD");

        public bool HasBody { get; } = request.Head.Method != "HEAD";

        public string Path { get; } = request.Head.Path;

        public RequestSignature? Signature { get; set; }

        public S3Call? Call { get; set; }

        public string AccountId { get; set; } = "";

        public string Operation { get; set; } = $"{request.Head.Method} {request.Head.Path}";

        public string? Error { get; set; }

        public AuditEntry Entry(int status) => new()
        {
            Principal = Signature?.AccessKeyId ?? "",
            AccountId = AccountId,
            Region = Signature?.Region ?? "",
            Source = request.Source,
            Operation = Operation,
            Status = status,
            Error = Error,
            RequestDigest = Call?.BodyDigest,
        };
    }
}
