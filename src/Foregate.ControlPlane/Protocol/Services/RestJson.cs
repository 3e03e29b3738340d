// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.Services;

/// <summary>AWS's protocol rest-json: method and path name the operation, bodies are JSON.</summary>
internal sealed class RestJson(ServiceModel model, ServiceDialect dialect) : WireProtocol
{
    private readonly OperationRouter _router = new(model);

    public override AwsError? Read(SignedRequest request, out OperationShape? operation, out WireValue input)
    {
        operation = null;
        input = WireValue.Empty;
        if (request.Body.Length > dialect.LargestBody)
        {
            return ProtocolError.TooLarge;
        }

        var query = QueryString.Parse(request.Query);
        if (Find(request, query) is not { } routed)
        {
            return ProtocolError.UnknownOperation;
        }

        operation = routed.Operation;
        return RequestBinder.Bind(routed, request, query, out input) ?? Validate(operation, input);
    }

    public override ProtocolAnswer Write(OperationShape operation, WireValue output, string requestId) => Named(AnswerWriter.Write(operation, output), requestId);

    public override ProtocolAnswer Write(AwsError error, string requestId)
    {
        error = error.Code switch
        {
            "BadRequestException" => error with { Code = dialect.BadRequestCode },
            "LimitExceededException" => error with { Code = dialect.LimitCode },
            "ServiceUnavailableException" => error with { Code = dialect.UnavailableCode },
            _ => error,
        };
        return Named(AnswerWriter.Write(error, model, Blame(error)), requestId);
    }

    public override ProtocolAnswer Write(SignatureFault fault, string requestId) => Write(new AwsError(fault.Code, 403, fault.Message), requestId);

    private RoutedOperation? Find(SignedRequest request, List<KeyValuePair<string, string>> query) =>
        _router.Find(request.Method, request.Path, query)
        ?? (dialect.TakesFinalSlash && request.Path.EndsWith('/') ? _router.Find(request.Method, request.Path[..^1], query) : null);

    private AwsError? Validate(OperationShape operation, WireValue input) =>
        operation.Input is { } shape && RequestValidator.Check(shape, input, dialect.BodyName(operation.Name), dialect.MemberName) is { Count: > 0 } violations
            ? ProtocolError.Validation(dialect.ValidationCode, violations)
            : null;

    // Where errors say whose fault they are.
    private WireValue? Blame(AwsError error) => model.Shapes.GetValueOrDefault(error.Code) is { } shape && shape.FindInBody("Type") is not null
        ? WireValue.Structure(("Type", error.StatusCode < 500 ? "User" : "Service"))
        : null;

    private ProtocolAnswer Named(ProtocolAnswer answer, string requestId)
    {
        List<KeyValuePair<string, string>> headers = [.. answer.Headers, new("x-amzn-RequestId", requestId)];
        if (dialect.HasExtendedId)
        {
            headers.Add(new("x-amz-apigw-id", Convert.ToBase64String(RandomNumberGenerator.GetBytes(11))));
        }

        return answer with { Headers = headers };
    }
}
