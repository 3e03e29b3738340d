// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Handlers.Lambda;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol;

/// <summary>AWS's management APIs: takes a request as it came, believes or refuses its signature, runs its operation, publishes what changed and says what came of it.</summary>
/// <param name="functions">What functions need; without it they can be defined only where their code is on this machine already, and not be invoked.</param>
public sealed class ControlPlaneEndpoint(AccountAccess access, TimeProvider clock, Quotas quotas, FunctionAccess? functions = null)
{
    private readonly RequestVerifier _verifier = new(clock, ServiceTable.SigningNames, access.HasRegion);

    private readonly FunctionRunner _runner = new(functions?.Functions, clock);

    public async ValueTask<ProtocolAnswer> AnswerAsync(SignedRequest request, CancellationToken cancellationToken = default)
    {
        var requestId = Guid.NewGuid().ToString();
        var fault = Authenticate(request, out var key, out var signature);
        var service = ServiceTable.Find(signature?.Service, request);
        if (fault is not null)
        {
            return service.Protocol.Write(fault, requestId);
        }

        if (service.Protocol.Read(request, out var operation, out var input) is { } refused)
        {
            return service.Protocol.Write(refused, requestId);
        }

        var (accountId, region) = (key!.AccountId, signature!.Region);
        if (service.WaitingHandlers.TryGetValue(operation!.Name, out var waiting))
        {
            var call = Call(operation, input, access.Read(accountId, region), NewSeed());
            var result = await waiting(call, (invocation, cancellation) => _runner.RunAsync(call.Account, invocation, cancellation), cancellationToken);
            return result.Error is { } failure ? service.Protocol.Write(failure, requestId) : service.Protocol.Write(operation, result.Output, result.RequestId ?? requestId);
        }

        var (output, error) = service.Handlers.TryGetValue(operation.Name, out var handler)
            ? Run(handler, operation, input, accountId, region)
            : (null, AwsError.NotBuilt(operation.Name));
        return error is not null ? service.Protocol.Write(error, requestId) : service.Protocol.Write(operation, output!, requestId);
    }

    private SignatureFault? Authenticate(SignedRequest request, out AccessKey? key, out RequestSignature? signature)
    {
        key = null;
        if (RequestSignature.Read(request, out signature) is { } incomplete)
        {
            return incomplete;
        }

        key = access.FindKey(signature!.AccessKeyId);
        return _verifier.Verify(request, signature, key?.Credentials);
    }

    // Computed again when somebody else was faster: the answer is about what was published.
    private (WireValue? Output, AwsError? Error) Run(Handler handler, OperationShape operation, WireValue input, string accountId, string region)
    {
        var seed = NewSeed();
        while (true)
        {
            var account = access.Read(accountId, region);
            var result = handler(Call(operation, input, account, seed));
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

    // Ids are made from it; two calls for the same name make two things with two ids.
    private static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private HandlerCall Call(OperationShape operation, WireValue input, Account account, string seed) => new()
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
            KeepCode = functions?.KeepCode,
        },
    };
}
