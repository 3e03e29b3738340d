// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.LambdaEvents;

/// <summary>The event of payload format 1.0 (aws-apigateway §3.15): REST APIs', and with "version" HTTP APIs' (§4.3).</summary>
internal sealed class ProxyEvent1 : LambdaEvent
{
    private readonly byte[] _start;
    private readonly byte[] _afterPathParameters;
    private readonly byte[] _accountId;
    private readonly byte[] _stage;
    private readonly byte[] _apiId;

    /// <param name="resource">The resource's path, or the path of the route's key.</param>
    /// <param name="resourceId">Null for HTTP APIs.</param>
    public ProxyEvent1(string resource, string? resourceId, string[] parameterNames, BinaryMediaTypes? binaryMediaTypes, Compilation c)
        : base(parameterNames, binaryMediaTypes, c)
    {
        byte[] path = Json(resource);
        _start = [.. IsRest ? "{\"resource\":"u8 : "{\"version\":\"1.0\",\"resource\":"u8, .. path, .. ",\"path\":\""u8];
        _afterPathParameters =
        [
            .. ",\"stageVariables\":"u8,
            .. StageVariables ?? "null"u8.ToArray(),
            .. ",\"requestContext\":{\"resourceId\":"u8,
            .. resourceId is null ? "null"u8.ToArray() : Json(resourceId),
            .. IsRest ? ""u8 : ",\"authorizer\":{\"claims\":null,\"scopes\":null}"u8,
            .. ",\"resourcePath\":"u8,
            .. path,
            .. ",\"httpMethod\":\""u8,
        ];
        _accountId = [.. "\",\"accountId\":"u8, .. Json(c.AccountId), .. ",\"protocol\":\""u8];
        _stage = [.. "\",\"stage\":"u8, .. Json(c.StageName), .. ",\"domainPrefix\":\""u8];
        _apiId = [.. ",\"apiId\":"u8, .. Json(c.ApiId), .. "},\"body\":"u8];
    }

    public override void Write(Exchange exchange, LambdaCall call)
    {
        var writer = call.Event;
        writer.Clear();
        writer.Write(_start);
        WritePath(exchange, writer);
        writer.Write("\",\"httpMethod\":\""u8);
        var method = Method(exchange);
        writer.Write(method);
        writer.Write("\",\"headers\":"u8);
        CollectHeaders(exchange, call, ignoreCase: !IsRest, dropsCookies: false);
        WriteHeaders(exchange, call, isMulti: false);
        writer.Write(",\"multiValueHeaders\":"u8);
        WriteHeaders(exchange, call, isMulti: true);
        writer.Write(",\"queryStringParameters\":"u8);
        CollectQuery(exchange, call);
        WriteQuery(call, isMulti: false);
        writer.Write(",\"multiValueQueryStringParameters\":"u8);
        WriteQuery(call, isMulti: true);
        writer.Write(",\"pathParameters\":"u8);
        if (exchange.Route.Parameters.IsEmpty)
        {
            writer.Write("null"u8);
        }
        else
        {
            WritePathParameters(exchange, call);
        }

        writer.Write(_afterPathParameters);
        writer.Write(method);
        WriteContext(exchange, writer);
        if (call.Body.Length == 0)
        {
            writer.Write("null,\"isBase64Encoded\":false}"u8);
        }
        else
        {
            writer.Write(WriteBody(exchange, call) ? ",\"isBase64Encoded\":true}"u8 : ",\"isBase64Encoded\":false}"u8);
        }
    }

    /// <summary>REST: the path below the stage, slashes at its start counted as one (recorded). HTTP APIs: the path that was called.</summary>
    private void WritePath(Exchange exchange, ByteWriter writer)
    {
        if (!IsRest)
        {
            JsonText.Write(exchange.Request[exchange.VisiblePath], writer);
            return;
        }

        writer.Write((byte)'/');
        JsonText.Write(exchange.Request[exchange.StagePath].TrimStart((byte)'/'), writer);
    }

    private void WriteHeaders(Exchange exchange, LambdaCall call, bool isMulti)
    {
        var writer = call.Event;
        ReadOnlySpan<byte> bytes = exchange.Request.Headers.Bytes;
        var entries = call.Headers.Entries;
        if (exchange.Request.IsHandmade && entries.IsEmpty)
        {
            writer.Write("null"u8);
            return;
        }

        writer.Write((byte)'{');
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var first = ref entries[i];
            if (!first.IsFirst)
            {
                continue;
            }

            writer.Write(i > 0 ? ",\""u8 : "\""u8);
            writer.Write(IsRest && IsTitled(first.Id) ? first.Id == KnownHeader.Authorization ? "Authorization"u8 : "User-Agent"u8 : first.Name.In(bytes));
            writer.Write("\":"u8);
            WriteValues(entries, i, bytes, writer, isMulti);
        }

        if (exchange.Request.IsHandmade)
        {
            // Nobody forwarded it.
            writer.Write((byte)'}');
            return;
        }

        writer.Write(entries.IsEmpty ? default : ","u8);
        if (!IsRest)
        {
            writer.Write(isMulti ? "\"Content-Length\":[\""u8 : "\"Content-Length\":\""u8);
            writer.WriteDecimal(call.Body.Length);
            writer.Write(isMulti ? "\"],"u8 : "\","u8);
        }

        if (!exchange.Request.Headers.Has(KnownHeader.XAmznTraceId))
        {
            writer.Write(isMulti ? "\"X-Amzn-Trace-Id\":[\""u8 : "\"X-Amzn-Trace-Id\":\""u8);
            writer.Write(call.Trace.Written);
            writer.Write(isMulti ? "\"],"u8 : "\","u8);
        }

        writer.Write(isMulti ? "\"X-Forwarded-For\":[\""u8 : "\"X-Forwarded-For\":\""u8);
        WriteForwardedFor(exchange, call);
        writer.Write(isMulti ? "\"],\"X-Forwarded-Port\":[\""u8 : "\",\"X-Forwarded-Port\":\""u8);
        JsonText.Write(ForwardedHeaders.XForwardedPort(exchange), writer);
        writer.Write(isMulti ? "\"],\"X-Forwarded-Proto\":[\""u8 : "\",\"X-Forwarded-Proto\":\""u8);
        writer.Write(exchange.IsSecure ? "https"u8 : "http"u8);
        writer.Write(isMulti ? "\"]}"u8 : "\"}"u8);
    }

    private static void WriteQuery(LambdaCall call, bool isMulti)
    {
        var writer = call.Event;
        var entries = call.Query.Entries;
        if (entries.IsEmpty)
        {
            writer.Write("null"u8);
            return;
        }

        var bytes = call.QueryText.Written;
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var first = ref entries[i];
            if (first.IsFirst)
            {
                writer.Write(i == 0 ? (byte)'{' : (byte)',');
                JsonText.WriteString(first.Name.In(bytes), writer);
                writer.Write((byte)':');
                WriteValues(entries, i, bytes, writer, isMulti);
            }
        }

        writer.Write((byte)'}');
    }

    /// <summary>The last value of a name, or all of them.</summary>
    private static void WriteValues(ReadOnlySpan<FieldGroups.Entry> entries, int first, ReadOnlySpan<byte> bytes, ByteWriter writer, bool isMulti)
    {
        if (!isMulti)
        {
            JsonText.WriteString(entries[entries[first].Last].Value.In(bytes), writer);
            return;
        }

        for (var at = first; at >= 0; at = entries[at].Next)
        {
            writer.Write(at == first ? (byte)'[' : (byte)',');
            JsonText.WriteString(entries[at].Value.In(bytes), writer);
        }

        writer.Write((byte)']');
    }

    private void WriteContext(Exchange exchange, ByteWriter writer)
    {
        writer.Write("\",\"extendedRequestId\":\""u8);
        writer.Write(exchange.Ids.Extended);
        writer.Write("\",\"requestTime\":\""u8);
        RequestTime(exchange, writer);
        writer.Write("\",\"path\":\""u8);
        JsonText.Write(exchange.Request[exchange.VisiblePath], writer);
        writer.Write(_accountId);
        Protocol(exchange, writer);
        writer.Write(_stage);
        DomainPrefix(exchange, writer);
        writer.Write("\",\"requestTimeEpoch\":"u8);
        writer.WriteDecimal(exchange.RequestTimeEpoch);
        writer.Write(",\"requestId\":\""u8);
        writer.Write(IsRest ? exchange.Ids.Uuid : exchange.Ids.Extended);
        writer.Write("\",\"identity\":{\"cognitoIdentityPoolId\":null,\"accountId\":null,\"cognitoIdentityId\":null,\"caller\":null,\"sourceIp\":\""u8);
        JsonText.Write(exchange.SourceIp.Span, writer);
        writer.Write(
            "\",\"principalOrgId\":null,\"accessKey\":null,\"cognitoAuthenticationType\":null,\"cognitoAuthenticationProvider\":null,\"userArn\":null,\"userAgent\":"u8);
        if (exchange.Request.Headers.TryGet(KnownHeader.UserAgent, out var agent))
        {
            JsonText.WriteString(agent, writer);
        }
        else
        {
            writer.Write("null"u8);
        }

        writer.Write(",\"user\":null"u8);
        if (exchange.ApiKeyId is { } keyId)
        {
            WriteKey(exchange.ApiKey ?? "", keyId, writer);
        }

        writer.Write("},\"domainName\":\""u8);
        JsonText.Write(exchange.DomainName.Span, writer);
        writer.Write((byte)'"');
        if (IsRest)
        {
            writer.Write(",\"deploymentId\":\""u8);
            writer.WriteText(exchange.Stage!.DeploymentId);
            writer.Write((byte)'"');
            if (exchange.Stage.IsCanary is { } isCanary)
            {
                writer.Write(isCanary ? ",\"isCanaryRequest\":true"u8 : ",\"isCanaryRequest\":false"u8);
            }
        }

        writer.Write(_apiId);
    }

    private static void WriteKey(string key, string keyId, ByteWriter writer)
    {
        // A key's value is anything that a user or a client has thought of.
        Span<byte> bytes = stackalloc byte[512];
        writer.Write(",\"apiKey\":"u8);
        JsonText.WriteString(Encoding.UTF8.TryGetBytes(key, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(key), writer);
        writer.Write(",\"apiKeyId\":"u8);
        JsonText.WriteString(Encoding.UTF8.TryGetBytes(keyId, bytes, out length) ? bytes[..length] : Encoding.UTF8.GetBytes(keyId), writer);
    }
}
