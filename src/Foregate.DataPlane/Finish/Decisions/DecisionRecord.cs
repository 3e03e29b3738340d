// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Finish.Decisions;

/// <summary>Why one request got its status: which way it went, what each step decided, and how long it took.</summary>
public sealed record DecisionRecord
{
    /// <summary>The UUID: x-amzn-RequestId of REST APIs.</summary>
    public required string RequestId { get; init; }

    /// <summary>x-amz-apigw-id of REST APIs, apigw-requestid of HTTP APIs.</summary>
    public required string ExtendedRequestId { get; init; }

    /// <summary>When the request arrived.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>REST or HTTP; null when no API answered.</summary>
    public string? ApiKind { get; init; }

    public string? ApiId { get; init; }

    public string? Stage { get; init; }

    /// <summary>Whether the stage's canary answered; null where it has none.</summary>
    public bool? IsCanaryRequest { get; init; }

    /// <summary>Method and resource path, or the route key; null when none matched.</summary>
    public string? Route { get; init; }

    /// <summary>Where the route is said in the definitions (AWS path).</summary>
    public string? DefinitionPath { get; init; }

    public required string Method { get; init; }

    /// <summary>The path as sent, without the query; its first 128 bytes.</summary>
    public required string Path { get; init; }

    public bool IsPathCut { get; init; }

    public required string SourceIp { get; init; }

    /// <summary>499 when the client left before an answer was started.</summary>
    public required int Status { get; init; }

    /// <summary>What the back end answered; null when none did.</summary>
    public int? IntegrationStatus { get; init; }

    /// <summary>All steps on the way, top to bottom, those after the decision included.</summary>
    public required IReadOnlyList<DecisionStep> Steps { get; init; }

    /// <summary>The name of the refusal, for example INVALID_API_KEY; null when the request was answered.</summary>
    public string? RejectionType { get; init; }

    public string? RejectionMessage { get; init; }

    /// <summary>Whose fault it is: Client, Definition, Backend or Gateway.</summary>
    public string? RejectionBlame { get; init; }

    public string? RejectionDetail { get; init; }

    /// <summary>Where the refusing rule is said in the definitions (AWS path).</summary>
    public string? RejectionPlace { get; init; }

    /// <summary>From the whole head's arrival to the answer's end.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>Latency less the integration's.</summary>
    public required TimeSpan GatewayLatency { get; init; }

    /// <summary>Null when no integration was asked.</summary>
    public TimeSpan? IntegrationLatency { get; init; }

    /// <summary>Bytes of the request's body; null when it came without a length.</summary>
    public long? RequestBytes { get; init; }

    /// <summary>Bytes of the answer's body.</summary>
    public required long ResponseBytes { get; init; }

    /// <summary>Whether the answer broke off after its head was started.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Whether there was no request: what would be decided is told, up to the back end.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Writes the record as one JSON object; what is not known is null.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("requestId", RequestId);
        json.WriteString("extendedRequestId", ExtendedRequestId);
        json.WriteString("time", Time);
        json.WriteString("apiKind", ApiKind);
        json.WriteString("apiId", ApiId);
        json.WriteString("stage", Stage);
        if (IsCanaryRequest is { } isCanary)
        {
            json.WriteBoolean("isCanaryRequest", isCanary);
        }

        json.WriteString("route", Route);
        json.WriteString("definitionPath", DefinitionPath);
        json.WriteString("method", Method);
        json.WriteString("path", Path);
        json.WriteBoolean("isPathCut", IsPathCut);
        json.WriteString("sourceIp", SourceIp);
        json.WriteNumber("status", Status);
        Number(json, "integrationStatus", IntegrationStatus);
        json.WriteStartArray("steps");
        foreach (var step in Steps)
        {
            json.WriteStartObject();
            json.WriteString("list", step.List);
            json.WriteString("name", step.Name);
            json.WriteString("verdict", step.Verdict);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteRejection(json);
        json.WriteStartObject("latency");
        json.WriteNumber("totalMs", Latency.TotalMilliseconds);
        json.WriteNumber("gatewayMs", GatewayLatency.TotalMilliseconds);
        Number(json, "integrationMs", IntegrationLatency?.TotalMilliseconds);
        json.WriteEndObject();
        Number(json, "requestBytes", RequestBytes);
        json.WriteNumber("responseBytes", ResponseBytes);
        json.WriteBoolean("isTruncated", IsTruncated);
        if (IsDryRun)
        {
            json.WriteBoolean("isDryRun", true);
        }

        json.WriteEndObject();
    }

    internal static DecisionRecord Of(in DecisionSlot slot)
    {
        var trace = slot.Trace!;
        var integration = Math.Max(0, slot.IntegrationMicros);
        return new DecisionRecord
        {
            RequestId = Encoding.ASCII.GetString(slot.Uuid),
            ExtendedRequestId = Encoding.ASCII.GetString(slot.Extended),
            Time = DateTimeOffset.FromUnixTimeMilliseconds(slot.TimeEpoch),
            ApiKind = trace.ApiKind?.ToString().ToUpperInvariant(),
            ApiId = trace.ApiId,
            Stage = trace.Stage,
            IsCanaryRequest = trace.IsCanary,
            Route = trace.RouteKey,
            DefinitionPath = trace.DefinitionPath,
            Method = Encoding.Latin1.GetString(slot.Method[..slot.MethodLength]),
            Path = Encoding.Latin1.GetString(slot.Path[..slot.PathLength]),
            IsPathCut = slot.IsPathCut,
            SourceIp = Encoding.ASCII.GetString(slot.SourceIp[..slot.SourceIpLength]),
            Status = slot.Status,
            IntegrationStatus = slot.IntegrationStatus == 0 ? null : slot.IntegrationStatus,
            Steps = DecisionSteps.Of(slot),
            RejectionType = slot.Rejection is { } rejection ? RejectionNames.Of(rejection.Reason) : null,
            RejectionMessage = slot.Rejection?.Message,
            RejectionBlame = slot.Rejection?.Blame.ToString(),
            RejectionDetail = slot.KeyTailLength == 0 ? slot.Rejection?.Detail : $"{slot.Rejection?.Detail} (***{Encoding.Latin1.GetString(slot.KeyTail[..slot.KeyTailLength])})",
            RejectionPlace = slot.Rejection?.Place,
            Latency = TimeSpan.FromMicroseconds(slot.TotalMicros),
            GatewayLatency = TimeSpan.FromMicroseconds(Math.Max(0, slot.TotalMicros - integration)),
            IntegrationLatency = slot.IntegrationMicros < 0 ? null : TimeSpan.FromMicroseconds(slot.IntegrationMicros),
            RequestBytes = slot.RequestBytes < 0 ? null : slot.RequestBytes,
            ResponseBytes = slot.ResponseBytes,
            IsTruncated = slot.IsTruncated,
        };
    }

    private void WriteRejection(Utf8JsonWriter json)
    {
        if (RejectionType is null)
        {
            json.WriteNull("rejection");
            return;
        }

        json.WriteStartObject("rejection");
        json.WriteString("type", RejectionType);
        json.WriteString("message", RejectionMessage);
        json.WriteString("blame", RejectionBlame);
        json.WriteString("detail", RejectionDetail);
        json.WriteString("place", RejectionPlace);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
