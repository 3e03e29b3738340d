// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Traces;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Standards.Values;

namespace Foregate.DataPlane;

/// <summary>
/// One request in flight: what is known of it so far. Each property is written by exactly one phase and read by that phase and later
/// ones. Pooled: one per connection (or HTTP/2 stream), reset for each request.
/// </summary>
internal sealed class Exchange(int headLimit)
{
    /// <summary>Room for a made body that is kept for the next request; a larger one is let go.</summary>
    private const int KeptText = 64 * 1024;

    private readonly WholeBody _whole = new();
    private ByteWriter? _responseText;
    private ClientLifetime? _everyone;

    // The request's body, while a trace reads along.
    private IBodyReader _watched = NoBody.Instance;

    // ---- Arrive ----

    /// <summary>The canonical request, the same for every reader and every door.</summary>
    public RequestHead Request { get; } = new(headLimit);

    public IBodyReader RequestBody { get; set; } = NoBody.Instance;

    /// <summary>Whether the body is read decoded of its content coding: Content-Encoding and Content-Length of the request are then not true of it.</summary>
    public bool IsRequestBodyDecoded { get; set; }

    public IResponseSink Sink { get; set; } = null!;

    public ConnectionFacts Connection { get; set; } = null!;

    /// <summary>Tells the call in flight when the client goes.</summary>
    public ClientLifetime Client { get; set; } = new();

    public RequestIds Ids { get; } = new();

    /// <summary>Timestamp (<see cref="TimeProvider.GetTimestamp"/>) of the whole head's arrival.</summary>
    public long ReceivedAt { get; set; }

    /// <summary>$context.requestTimeEpoch: milliseconds since 1970.</summary>
    public long RequestTimeEpoch { get; set; }

    /// <summary>Why the door itself refuses the request (its head is not fit to be read further); null for a request to be served.</summary>
    public Rejection? DoorRejection { get; set; }

    /// <summary>The stage that answers; null when no API does.</summary>
    public StagePlan? Stage { get; set; }

    /// <summary>The method that counts: the request's, or X-HTTP-Method-Override's on REST APIs.</summary>
    public HttpVerb Verb { get; set; }

    /// <summary>The raw path below the stage, from its first slash; empty for the stage's root without one.</summary>
    public ByteRange StagePath { get; set; }

    /// <summary>Where the path that AWS shows begins (with the stage, without a local addressing prefix): $context.path.</summary>
    public ByteRange VisiblePath { get; set; }

    /// <summary>$context.domainName as bytes of the request or of the stage's default host.</summary>
    public ReadOnlyMemory<byte> DomainName { get; set; }

    /// <summary>$context.identity.sourceIp: the peer, or what a trusted proxy says of it.</summary>
    public ReadOnlyMemory<byte> SourceIp { get; set; }

    /// <summary>Whether forwarded headers of the request come from a trusted proxy and may be passed on.</summary>
    public bool IsFromTrustedProxy { get; set; }

    /// <summary>Whether the client's side of the way was TLS, as $context and X-Forwarded-Proto tell it.</summary>
    public bool IsSecure { get; set; }

    // ---- Bind ----

    public MatchedRoute Route { get; } = new();

    // ---- Check ----

    /// <summary>$context.identity.apiKeyId of a key that was required and valid; null otherwise.</summary>
    public string? ApiKeyId { get; set; }

    /// <summary>$context.identity.apiKey.</summary>
    public string? ApiKey { get; set; }

    /// <summary>What the key's usage plan allows it on this method, opaque to other phases; null when no key was required.</summary>
    public object? KeyLimit { get; set; }

    /// <summary>The limits that the request has met; empty unless callers are told of them.</summary>
    public LimitReport Limits { get; } = new();

    /// <summary>$context.error.validationErrorString of a body that is not as its model asks; null otherwise.</summary>
    public string? ValidationErrors { get; set; }

    // ---- Dispatch ----

    /// <summary>What an integration keeps to make its requests with, opaque to other phases. It outlives the request, to be used again.</summary>
    public object? IntegrationRequest { get; set; }

    public IntegrationResponse IntegrationResponse { get; } = new();

    /// <summary>Timestamps around the integration; 0 when it was not asked.</summary>
    public long IntegrationStartedAt { get; set; }

    public long IntegrationAnsweredAt { get; set; }

    /// <summary>Where the integration's latency ends: with its answer's head, or with all of an answer that is streamed (aws-apigateway §3.23).</summary>
    public long IntegrationEndedAt => IntegrationResponse.IsStreamed && FinishedAt != 0 ? FinishedAt : IntegrationAnsweredAt;

    // ---- Mapping ----

    /// <summary>What mapping templates override; null until one does. The templates of Dispatch and Emit share it.</summary>
    public TemplateOverrides? Overrides { get; set; }

    /// <summary>The request's body and the integration's answer as trees, once a mapping has looked into them.</summary>
    public Value? RequestTree { get; set; }

    public Value? AnswerTree { get; set; }

    /// <summary>Whether a mapping looks into a body that begins as JSON and is none.</summary>
    public bool IsMappedBodyInvalid { get; set; }

    // ---- Emit ----

    public ResponseHead Response { get; } = new();

    /// <summary>A body made by the gateway; empty when the integration's is passed on.</summary>
    public ReadOnlyMemory<byte> ResponseBody { get; set; }

    /// <summary>Where a body that is made for this request alone is written. It outlives the request, to be used again.</summary>
    public ByteWriter ResponseText => _responseText ??= new ByteWriter();

    /// <summary>The integration's body where some of it was read already; null to pass the integration's own on.</summary>
    public IBodyReader? ResponseStream { get; set; }

    /// <summary>What the stage's cache was to the request.</summary>
    public CacheOutcome CacheOutcome { get; set; }

    /// <summary>The filling of the stage's cache that others wait for and this request has to end, opaque to other phases; null for none.</summary>
    public IDisposable? CacheFill { get; set; }

    /// <summary>Whether the caller asked for a fresh answer without being allowed to, and is to be told.</summary>
    public bool IsCacheControlIgnored { get; set; }

    /// <summary>
    /// Whose going ends the call of an integration: the client's, unless others wait for the answer too. Every integration asks in its name.
    /// </summary>
    public ClientLifetime Caller => CacheFill is null ? Client : _everyone ??= new ClientLifetime();

    /// <summary>Whether the gateway made the body, be it an empty one: the integration's is not passed on.</summary>
    public bool IsBodyMade { get; set; }

    /// <summary>Whether the answer broke off after its head was started. Pipeline too says so, after a bug.</summary>
    public bool IsTruncated { get; set; }

    // ---- Finish ----

    /// <summary>What the method's execution log will tell; null for a method that does not log.</summary>
    public ExecutionTrace? Trace { get; set; }

    // ---- Pipeline ----

    /// <summary>Which step of which list decided, for the decision record.</summary>
    public StepPosition Stopped { get; set; }

    /// <summary>Why the request was refused; null when it was answered.</summary>
    public Rejection? Rejection { get; set; }

    /// <summary>Timestamp of the answer's end, written or broken off; 0 before.</summary>
    public long FinishedAt { get; set; }

    /// <summary>The integration's body where it is passed on; null where the gateway made one, or there is none.</summary>
    public IBodyReader? PassedBody => ResponseBody.IsEmpty && !IsBodyMade ? ResponseStream ?? IntegrationResponse.Body : null;

    /// <summary>The request's body for whoever reads it next: as it arrives, or from its beginning again once a step has needed it whole.</summary>
    public IBodyReader Body => _whole.IsRead ? _whole.Again() : RequestBody;

    /// <summary>All of the request's body after <see cref="ReadBodyAsync"/> told its end; valid until the answer was written.</summary>
    public ReadOnlyMemory<byte> WholeBody => _whole.Bytes;

    /// <summary>
    /// Reads the request's body whole, so that it can be looked at and read again: <see cref="BodyStatus.End"/>, or why there is none. Whoever asks first makes
    /// it be read.
    /// </summary>
    public ValueTask<BodyStatus> ReadBodyAsync(long limit) => _whole.ReadAsync(RequestBody, limit);

    /// <summary>From here on what happens is noted, and the request's body is watched while it is read.</summary>
    public void Watch(ExecutionTrace trace)
    {
        Trace = trace;
        _watched = RequestBody;
        RequestBody = trace.WatchRequest(RequestBody);
    }

    /// <summary>Nothing more is noted; what was is the caller's.</summary>
    public ExecutionTrace Unwatch()
    {
        var trace = Trace!;
        Trace = null;
        RequestBody = _watched;
        _watched = NoBody.Instance;
        return trace;
    }

    /// <summary>The integration's answer is noted, and its body is watched while it is read.</summary>
    public void WatchAnswer(ExecutionTrace trace)
    {
        if (IntegrationResponse.Headers is { } headers)
        {
            trace.Receive(headers);
        }

        if (!IntegrationResponse.Whole.IsEmpty)
        {
            trace.Receive(IntegrationResponse.Whole.Span);
        }

        if (IntegrationResponse.Body is { } body)
        {
            IntegrationResponse.ReadBy(trace.WatchAnswer(body));
        }
    }

    /// <summary>Ready for the next request. The request's head is the door's to reset.</summary>
    public void Reset()
    {
        Client.Reset();
        IntegrationResponse.Reset();
        Response.Reset();
        Route.Reset();
        if (Trace is not null)
        {
            Unwatch();
        }

        if (IsRequestBodyDecoded)
        {
            (RequestBody as IDisposable)?.Dispose();
            IsRequestBodyDecoded = false;
        }

        _whole.Release();
        RequestBody = NoBody.Instance;
        ResponseBody = default;
        ResponseStream = null;
        CacheOutcome = CacheOutcome.None;
        IsCacheControlIgnored = false;
        CacheFill?.Dispose();
        CacheFill = null;
        _everyone?.Reset();
        _responseText = _responseText is { Capacity: > KeptText } ? null : _responseText;
        IsBodyMade = false;
        DoorRejection = null;
        Stage = null;
        Verb = HttpVerb.Other;
        StagePath = VisiblePath = default;
        DomainName = SourceIp = default;
        IsFromTrustedProxy = false;
        IsSecure = false;
        ApiKeyId = ApiKey = ValidationErrors = null;
        KeyLimit = null;
        Limits.Reset();
        IntegrationStartedAt = IntegrationAnsweredAt = 0;
        Overrides = null;
        RequestTree = AnswerTree = null;
        IsMappedBodyInvalid = false;
        Stopped = default;
        Rejection = null;
        FinishedAt = 0;
        IsTruncated = false;
    }
}
