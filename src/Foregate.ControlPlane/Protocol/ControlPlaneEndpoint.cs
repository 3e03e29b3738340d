// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Security.Cryptography;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol;

/// <summary>AWS's management APIs: takes a request as it came, believes or refuses its signature, runs its operation, publishes what changed and says what came of it.</summary>
public sealed class ControlPlaneEndpoint(AccountAccess access, TimeProvider clock, Quotas quotas)
{
    private static readonly Lazy<Interface> s_first = new(static () => new(ServiceModels.ApiGateway, ServiceDialect.ApiGateway, OperationHandlers.ApiGateway));

    private static readonly Lazy<Interface> s_second = new(static () => new(ServiceModels.ApiGatewayV2, ServiceDialect.ApiGatewayV2, OperationHandlers.ApiGatewayV2));

    private readonly RequestVerifier _verifier = new(clock, ["apigateway"], access.HasRegion);

    public ProtocolAnswer Answer(SignedRequest request)
    {
        // Both interfaces are one service to a signature; the path tells them apart.
        var service = request.Path.StartsWith("/v2/", StringComparison.Ordinal) ? s_second.Value : s_first.Value;
        var answer = Answer(request, service);
        return answer with { Headers = [.. answer.Headers, new("x-amzn-RequestId", Guid.NewGuid().ToString()), new("x-amz-apigw-id", Convert.ToBase64String(RandomNumberGenerator.GetBytes(11)))] };
    }

    private ProtocolAnswer Answer(SignedRequest request, Interface service)
    {
        if (Authenticate(request, out var key, out var region) is { } fault)
        {
            return AnswerWriter.Write(new AwsError(fault.Code, 403, fault.Message), service.Model);
        }

        var query = QueryString.Parse(request.Query);
        if (service.Router.Find(request.Method, request.Path, query) is not { } routed)
        {
            return AnswerWriter.Write(ProtocolError.UnknownOperation, service.Model);
        }

        var refused = RequestBinder.Bind(routed, request, query, out var input) ?? Validate(routed.Operation, input, service.Dialect);
        if (refused is not null)
        {
            return AnswerWriter.Write(refused, service.Model);
        }

        var (output, error) = service.Handlers.TryGetValue(routed.Operation.Name, out var handler)
            ? Run(handler, routed.Operation, input, key!.AccountId, region!)
            : (null, AwsError.NotBuilt(routed.Operation.Name));
        return error is not null ? AnswerWriter.Write(error, service.Model) : AnswerWriter.Write(routed.Operation, output!);
    }

    private SignatureFault? Authenticate(SignedRequest request, out AccessKey? key, out string? region)
    {
        key = null;
        region = null;
        if (RequestSignature.Read(request, out var signature) is { } incomplete)
        {
            return incomplete;
        }

        region = signature!.Region;
        key = access.FindKey(signature.AccessKeyId);
        return _verifier.Verify(request, signature, key?.Credentials);
    }

    private static AwsError? Validate(OperationShape operation, WireValue input, ServiceDialect dialect) =>
        operation.Input is { } shape && RequestValidator.Check(shape, input, dialect.BodyName(operation.Name)) is { Count: > 0 } violations
            ? ProtocolError.Validation(dialect.ValidationCode, violations)
            : null;

    // Computed again when somebody else was faster: the answer is about what was published.
    private (WireValue? Output, AwsError? Error) Run(Handler handler, OperationShape operation, WireValue input, string accountId, string region)
    {
        // Ids are made from it; two calls for the same name make two things with two ids.
        var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        while (true)
        {
            var account = access.Read(accountId, region);
            var result = handler(new HandlerCall
            {
                Operation = operation,
                Input = input,
                Account = account,
                Context = new OperationContext
                {
                    // To the second, as AWS's answers are.
                    Now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()),
                    FillRandom = RandomNumberGenerator.Fill,
                    IdSeed = seed,
                    Quotas = quotas,
                },
            });
            if (result.Error is not null || ReferenceEquals(result.Account, account))
            {
                return (result.Output, result.Error);
            }

            var publication = access.Publish(account, result.Account!);
            if (publication.Unstored is { } unstored)
            {
                // Not acknowledged: nothing has changed, and the caller may try again.
                return (null, AwsError.NotStored(unstored.Message));
            }

            if (!publication.IsOutdated)
            {
                foreach (var held in publication.NewlyHeld)
                {
                    access.Tell?.Invoke(held);
                }

                return publication.Faults.IsEmpty
                    ? (result.Output, null)
                    : (null, AwsError.BadRequest(string.Join("; ", publication.Faults.Select(static fault => $"{fault.Path}: {fault.Message}"))));
            }
        }
    }

    private sealed class Interface(ServiceModel model, ServiceDialect dialect, FrozenDictionary<string, Handler> handlers)
    {
        public ServiceModel Model { get; } = model;

        public ServiceDialect Dialect { get; } = dialect;

        public FrozenDictionary<string, Handler> Handlers { get; } = handlers;

        public OperationRouter Router { get; } = new(model);
    }
}
