// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.Definitions;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane;

/// <summary>What the operator decides about the data plane as a whole; fixed for the life of the process.</summary>
public sealed record GatewayOptions
{
    /// <summary>Twelve digits.</summary>
    public string AccountId { get; init; } = "000000000000";

    public string Region { get; init; } = "us-east-1";

    public Quotas Quotas { get; init; } = new();

    /// <summary>Keep AWS's own walls where they are quotas here, the account's throttle among them.</summary>
    public bool StrictAws { get; init; }

    /// <summary>Proxies (addresses or networks) whose X-Forwarded-For and Forwarded are believed. None by default.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>How fast each caller may be, over all APIs. None by default.</summary>
    public IReadOnlyList<CallerLimit> CallerLimits { get; init; } = [];

    /// <summary>Tell callers of the limits that they meet: RateLimit, RateLimit-Policy and Retry-After.</summary>
    public bool RateLimitHeaders { get; init; }

    /// <summary>Refuse integrations to loopback and private ranges.</summary>
    public bool DenyPrivateTargets { get; init; }

    /// <summary>The management listener's endpoints: never a target of an integration.</summary>
    public IReadOnlyList<IPEndPoint> ManagementEndpoints { get; init; } = [];

    /// <summary>Connections at most, over all listeners; 0 derives it from the descriptor limit less a reserve.</summary>
    public int MaxConnections { get; init; }

    /// <summary>Time for a whole request head to arrive, from its first byte.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence at most between requests.</summary>
    public TimeSpan IdleTimeout { get; init; } = Quotas.Default.IdleConnection;

    /// <summary>Silence at most while a request body is awaited.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time at most for a client to take a piece of an answer (64 KiB); then the answer is broken off.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Run requests on the thread that saw their bytes arrive. Off moves each to the thread pool: more CPU, more isolation.</summary>
    public bool InlineScheduling { get; init; } = true;

    /// <summary>Endpoints of AWS services by the end of AWS's variables for them: SQS for AWS_ENDPOINT_URL_SQS. Others are called at Amazon's own.</summary>
    public IReadOnlyDictionary<string, Uri> ServiceEndpoints { get; init; } = new Dictionary<string, Uri>();

    /// <summary>The gateway's own keys: they sign calls of AWS services for integrations without a role. Null for none.</summary>
    public AwsCredentials? ServiceCredentials { get; init; }

    /// <summary>Whose keys sign for integrations with a role, by the role's ARN; "*" for every other role.</summary>
    public IReadOnlyDictionary<string, AwsCredentials> RoleCredentials { get; init; } = new Dictionary<string, AwsCredentials>();

    /// <summary>The targets of VPC links, by a link's id or a load balancer's ARN; at least one each.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DnsEndPoint>> VpcLinks { get; init; } = new Dictionary<string, IReadOnlyList<DnsEndPoint>>();

    /// <summary>Takes the lines of the access log and is disposed with the gateway: standard output, or an
    /// <see cref="Finish.Lines.AppendStream"/>. Null for no access log.</summary>
    public Stream? AccessLog { get; init; }

    /// <summary>Takes the lines of the execution logs of methods that log, likewise; may be the same stream. Null for no execution logs.</summary>
    public Stream? ExecutionLog { get; init; }

    /// <summary>Bytes for the records of why the latest requests got their status.</summary>
    public long DecisionMemory { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether what API keys use of their quotas outlives the process.</summary>
    public bool KeepsUsage { get; init; } = true;

    /// <summary>Bytes for the answers that stages of REST APIs cache, all of them together; a stage's cacheClusterSize is its own bound within it.</summary>
    public long ResponseCacheMemory { get; init; } = 128 * 1024 * 1024;

    /// <summary>What decides which requests a canary takes.</summary>
    public Random Dice { get; init; } = Random.Shared;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
