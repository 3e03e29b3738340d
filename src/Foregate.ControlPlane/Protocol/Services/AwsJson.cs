// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.Services;

/// <summary>AWS's protocol json: a header names the operation, everything else is one JSON document each way.</summary>
/// <param name="target">What stands before the operation's name in X-Amz-Target, without the dot.</param>
internal sealed class AwsJson(ServiceModel model, string target) : WireProtocol
{
    private const string ContentType = "application/x-amz-json-1.1";

    /// <summary>Whether a request says that it is meant for this target.</summary>
    public static bool IsMeant(SignedRequest request, string target) =>
        request.Values("X-Amz-Target").FirstOrDefault() is { } said && said.StartsWith(target + ".", StringComparison.Ordinal);

    public override AwsError? Read(SignedRequest request, out OperationShape? operation, out WireValue input)
    {
        operation = null;
        input = WireValue.Empty;
        if (request.Body.Length > ServiceDialect.LargestDocument)
        {
            return ProtocolError.TooLarge;
        }

        var said = request.Values("X-Amz-Target").FirstOrDefault() ?? "";
        operation = request.Method == "POST" && request.Path == "/" && said.StartsWith(target + ".", StringComparison.Ordinal) ? model.Find(said[(target.Length + 1)..]) : null;
        if (operation is null)
        {
            return new AwsError("UnknownOperationException", 400, said.Length == 0 ? "The request has no X-Amz-Target." : $"Foregate cannot do this yet: {said}.");
        }

        if (operation.Input is not { } shape)
        {
            return null;
        }

        try
        {
            input = request.Body.IsEmpty ? WireValue.Empty : BodyReader.Read(request.Body.Span, shape);
        }
        catch (WireFormatException fault)
        {
            return fault.Error;
        }

        return RequestValidator.Check(shape, input, "", static name => char.ToLowerInvariant(name[0]) + name[1..]) is { Count: > 0 } violations
            ? ProtocolError.Validation("ValidationException", violations)
            : null;
    }

    public override ProtocolAnswer Write(OperationShape operation, WireValue output, string requestId)
    {
        var answer = AnswerWriter.Write(operation, output);
        return new ProtocolAnswer { StatusCode = 200, Headers = Headers(requestId), Body = answer.Body.IsEmpty ? "{}"u8.ToArray() : answer.Body };
    }

    public override ProtocolAnswer Write(AwsError error, string requestId)
    {
        var code = error.Code switch { "BadRequestException" => "ValidationException", "ServiceUnavailableException" => "InternalServerError", var other => other };
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("__type", code);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }

        return new ProtocolAnswer { StatusCode = error.StatusCode is 404 or 403 ? 400 : error.StatusCode, Headers = Headers(requestId), Body = body.ToArray() };
    }

    public override ProtocolAnswer Write(SignatureFault fault, string requestId) => Write(new AwsError(fault.Code, 400, fault.Message), requestId);

    private static List<KeyValuePair<string, string>> Headers(string requestId) => [new("x-amzn-RequestId", requestId), new("Content-Type", ContentType)];
}
