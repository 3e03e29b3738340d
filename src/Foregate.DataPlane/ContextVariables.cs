// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane;

/// <summary>
/// Every $context variable (aws-apigateway §7.4): which API kind may use it where, and what writes its value. Mappings, gateway
/// responses and access logs read this one table; a new variable is one line in it.
/// </summary>
internal static class ContextVariables
{
    private const ContextUse Nowhere = ContextUse.None;
    private const ContextUse Log = ContextUse.AccessLog;
    private const ContextUse Errors = ContextUse.AccessLog | ContextUse.GatewayResponse;
    private const ContextUse All = ContextUse.Mapping | ContextUse.GatewayResponse | ContextUse.AccessLog;

    // What belongs to features that are not there yet has no value: AWS too leaves it unset for requests that do not use the feature.
    private static readonly ContextWriter Unset = static (_, _) => false;

    private static readonly FrozenDictionary<string, Variable> Table = Build();

    // Families with names of the user's or the caller's choice.
    private static readonly (string Prefix, Variable Variable)[] Families =
    [
        ("authorizer.", new(All, All, Unset)),
        ("requestOverride.", new(All, Nowhere, Unset)),
        ("responseOverride.", new(All, Nowhere, Unset)),
    ];

    /// <summary>Every name of the table; names of families are the user's or the caller's.</summary>
    public static IEnumerable<string> Names => Table.Keys;

    /// <summary>Whether the variable exists for this kind of API and use, and what writes it.</summary>
    /// <param name="name">Without "$context.".</param>
    /// <param name="time">The clock that the exchange's timestamps are of.</param>
    public static bool TryFind(string name, ApiKind kind, ContextUse use, TimeProvider time, out ContextWriter writer)
    {
        if (!Table.TryGetValue(name, out var variable))
        {
            foreach (var (prefix, family) in Families)
            {
                if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    variable = family;
                }
            }
        }

        var uses = variable is null ? Nowhere : kind == ApiKind.Rest ? variable.Rest : variable.Http;
        writer = variable is null ? Unset
            : variable.Elapsed is { } elapsed ? new ElapsedVariable(time, elapsed).Write
            : OverrideVariable.Of(name) is { } overridden ? (exchange, to) => overridden.Write(exchange.Overrides, to)
            : variable.Writer;
        return (uses & use) != 0;
    }

    private static FrozenDictionary<string, Variable> Build()
    {
        var table = new Dictionary<string, Variable>(StringComparer.Ordinal)
        {
            ["accountId"] = new(All, All, static (e, w) => Text(w, e.Stage?.AccountId)),
            ["apiId"] = new(All, All, static (e, w) => Text(w, e.Stage?.ApiId)),
            ["awsEndpointRequestId"] = new(All, All, ServiceRequestId),
            ["cipherSuite"] = new(Log, Nowhere, static (e, w) => Text(w, e.Connection.CipherSuite)),
            ["deploymentId"] = new(All, Nowhere, static (e, w) => Text(w, e.Stage?.DeploymentId)),
            ["domainName"] = new(All, All, static (e, w) => Bytes(w, e.DomainName.Span)),
            ["domainPrefix"] = new(All, All, static (e, w) => Bytes(w, DomainPrefix(e))),
            ["endpointType"] = new(Log, Nowhere, static (e, w) => Text(w, e.Stage?.EndpointType)),
            ["error.message"] = new(Errors, Log, static (e, w) => Text(w, e.Rejection?.Message)),
            ["error.messageString"] = new(Errors, Log, static (e, w) => e.Rejection is { } rejection && Bytes(w, rejection.MessageString)),
            ["error.responseType"] = new(Errors, Log, static (e, w) => e.Rejection is { } rejection && Text(w, RejectionNames.Of(rejection.Reason))),
            ["error.validationErrorString"] = new(Errors, Nowhere, static (e, w) => Text(w, e.ValidationErrors)),
            ["extendedRequestId"] = new(All, All, static (e, w) => Bytes(w, e.Ids.Extended)),
            ["httpMethod"] = new(All, All, static (e, w) => Bytes(w, e.Verb == HttpVerb.Other ? e.Request[e.Request.Method] : HttpVerbs.Bytes(e.Verb))),
            ["identity.apiKey"] = new(All, Nowhere, static (e, w) => Text(w, e.ApiKey)),
            ["identity.apiKeyId"] = new(All, Nowhere, static (e, w) => Text(w, e.ApiKeyId)),
            ["identity.sourceIp"] = new(All, All, static (e, w) => Bytes(w, e.SourceIp.Span)),
            ["identity.userAgent"] = new(All, All, static (e, w) => e.Request.Headers.TryGet(KnownHeader.UserAgent, out var agent) && Bytes(w, agent)),
            ["integration.error"] = new(Log, Log, IntegrationError),
            ["integration.integrationStatus"] = new(Log, Log, ServiceStatus),
            ["integration.latency"] = new(Log, Log, static e => (e.IntegrationStartedAt, e.IntegrationEndedAt)),
            ["integration.requestId"] = new(Log, Log, ServiceRequestId),
            ["integration.responseTransferMode"] = new(Log, Nowhere, static (e, w) => e.IntegrationStartedAt != 0 && Bytes(w, e.IntegrationResponse.IsStreamed ? "STREAMED"u8 : "BUFFERED"u8)),
            ["integration.status"] = new(Log, Log, IntegrationStatus),
            ["integration.timeToAllHeaders"] = new(Log, Nowhere, static e => (e.IntegrationStartedAt, e.IntegrationResponse.AllHeadersAt)),
            ["integration.timeToFirstContent"] = new(Log, Nowhere, static e => (e.IntegrationStartedAt, e.IntegrationResponse.FirstContentAt)),
            ["integrationErrorMessage"] = new(Log, Log, IntegrationError),
            ["integrationLatency"] = new(Log, Log, static e => (e.IntegrationStartedAt, e.IntegrationEndedAt)),
            ["integrationStatus"] = new(Log, Log, ServiceStatus),
            ["isCanaryRequest"] = new(All, Nowhere, static (e, w) => e.Stage?.IsCanary is { } isCanary && Bytes(w, isCanary ? "true"u8 : "false"u8)),
            ["path"] = new(All, All, static (e, w) => Bytes(w, e.Request[e.VisiblePath])),
            ["protocol"] = new(All, All, static (e, w) => Bytes(w, Protocol(e.Request.Protocol))),
            ["requestId"] = new(All, All, static (e, w) => Bytes(w, e.Stage?.Kind == ApiKind.Http ? e.Ids.Extended : e.Ids.Uuid)),
            ["requestTime"] = new(All, All, RequestTime),
            ["requestTimeEpoch"] = new(All, All, static (e, w) => Number(w, e.RequestTimeEpoch)),
            ["resourceId"] = new(All, Nowhere, static (e, w) => Text(w, e.Route.Plan?.ResourceId)),
            ["resourcePath"] = new(All, Nowhere, static (e, w) => Text(w, e.Route.Plan?.ResourcePath)),
            ["responseLatency"] = new(Log, Log, static e => (e.ReceivedAt, e.FinishedAt)),
            ["responseLength"] = new(Log, Log, static (e, w) => Number(w, e.Sink.BodyBytes)),
            ["routeKey"] = new(Nowhere, All, static (e, w) => Text(w, e.Route.Plan?.RouteKey)),
            ["stage"] = new(All, All, static (e, w) => Text(w, e.Stage?.StageName)),
            ["status"] = new(Log, Log, static (e, w) => Number(w, e.Response.Status)),
            ["tlsVersion"] = new(Log, Nowhere, static (e, w) => Text(w, e.Connection.TlsVersion)),
        };
        AddUnset(table);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void AddUnset(Dictionary<string, Variable> table)
    {
        foreach (var name in (ReadOnlySpan<string>)["identity.accountId", "identity.caller", "identity.user", "identity.userArn",
            "identity.principalOrgId", "identity.cognitoAuthenticationProvider", "identity.cognitoAuthenticationType", "identity.cognitoIdentityId",
            "identity.clientCert.clientCertPem", "identity.clientCert.subjectDN", "identity.clientCert.issuerDN", "identity.clientCert.serialNumber",
            "identity.clientCert.validity.notBefore", "identity.clientCert.validity.notAfter"])
        {
            table[name] = new(All, All, Unset);
        }

        foreach (var name in (ReadOnlySpan<string>)["identity.cognitoIdentityPoolId", "identity.vpcId", "identity.vpceId", "wafResponseCode", "webaclArn"])
        {
            table[name] = new(All, Nowhere, Unset);
        }

        table["customDomain.basePathMatched"] = new(Log, Log, Unset);
        foreach (var name in (ReadOnlySpan<string>)["authenticate.error", "authenticate.latency", "authenticate.status", "authorize.error", "authorize.latency",
            "authorize.status", "customDomain.routingRuleIdMatched", "waf.error", "waf.latency", "waf.status", "xrayTraceId"])
        {
            table[name] = new(Log, Nowhere, Unset);
        }

        foreach (var name in (ReadOnlySpan<string>)["awsEndpointRequestId2", "dataProcessed"])
        {
            table[name] = new(Nowhere, Log, Unset);
        }
    }

    private static bool Text(ByteWriter writer, string? text)
    {
        if (text is null)
        {
            return false;
        }

        writer.WriteText(text);
        return true;
    }

    private static bool Bytes(ByteWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write(bytes);
        return !bytes.IsEmpty;
    }

    private static bool Number(ByteWriter writer, long number)
    {
        writer.WriteDecimal(number);
        return true;
    }

    private static ReadOnlySpan<byte> DomainPrefix(Exchange exchange)
    {
        var name = exchange.DomainName.Span;
        var dot = name.IndexOf((byte)'.');
        return dot < 0 ? name : name[..dot];
    }

    private static ReadOnlySpan<byte> Protocol(HttpProtocol protocol) => protocol switch
    {
        HttpProtocol.Http10 => "HTTP/1.0"u8,
        HttpProtocol.Http11 => "HTTP/1.1"u8,
        _ => "HTTP/2.0"u8,
    };

    private static bool IntegrationStatus(Exchange exchange, ByteWriter writer) =>
        exchange.IntegrationStartedAt != 0 && exchange.IntegrationResponse.IsPresent && Number(writer, exchange.IntegrationResponse.Status);

    /// <summary>The Lambda service's status where a function was asked, which may itself say another.</summary>
    private static bool ServiceStatus(Exchange exchange, ByteWriter writer) =>
        exchange.IntegrationResponse.ServiceStatus is not 0 and var status ? Number(writer, status) : IntegrationStatus(exchange, writer);

    /// <summary>AWS: the endpoint's request id; for functions the one that Lambda gave the invocation.</summary>
    private static bool ServiceRequestId(Exchange exchange, ByteWriter writer)
    {
        var id = exchange.IntegrationResponse.ServiceRequestId;
        if (id == Guid.Empty)
        {
            return false;
        }

        id.TryFormat(writer.GetSpan(36), out var written);
        writer.Advance(written);
        return true;
    }

    private static bool IntegrationError(Exchange exchange, ByteWriter writer) =>
        exchange.IntegrationStartedAt != 0 && exchange.Rejection is { } rejection && Text(writer, rejection.Detail ?? rejection.Message);

    /// <summary>As the common log format writes it: 10/Mar/2020:05:16:23 +0000.</summary>
    private static bool RequestTime(Exchange exchange, ByteWriter writer)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(exchange.RequestTimeEpoch);
        var text = writer.GetSpan(26);
        TwoDigits(text, time.Day);
        text[2] = (byte)'/';
        "JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice((time.Month - 1) * 3, 3).CopyTo(text[3..]);
        text[6] = (byte)'/';
        TwoDigits(text[7..], time.Year / 100);
        TwoDigits(text[9..], time.Year % 100);
        text[11] = (byte)':';
        TwoDigits(text[12..], time.Hour);
        text[14] = (byte)':';
        TwoDigits(text[15..], time.Minute);
        text[17] = (byte)':';
        TwoDigits(text[18..], time.Second);
        " +0000"u8.CopyTo(text[20..]);
        writer.Advance(26);
        return true;
    }

    private static void TwoDigits(Span<byte> to, int value)
    {
        to[0] = (byte)('0' + (value / 10));
        to[1] = (byte)('0' + (value % 10));
    }

    private sealed record Variable(ContextUse Rest, ContextUse Http, ContextWriter Writer)
    {
        public Variable(ContextUse rest, ContextUse http, Func<Exchange, (long From, long To)> elapsed)
            : this(rest, http, Unset) => Elapsed = elapsed;

        /// <summary>For a latency: the timestamps it lies between.</summary>
        public Func<Exchange, (long From, long To)>? Elapsed { get; }
    }

    /// <summary>A latency in whole milliseconds; unset while one of its ends is.</summary>
    private sealed class ElapsedVariable(TimeProvider time, Func<Exchange, (long From, long To)> elapsed)
    {
        public bool Write(Exchange exchange, ByteWriter writer)
        {
            var (from, to) = elapsed(exchange);
            return from != 0 && to != 0 && Number(writer, (long)time.GetElapsedTime(from, to).TotalMilliseconds);
        }
    }
}
