// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Foregate.ControlPlane.CloudFormation.Drift;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Handlers.Lambda;
using Foregate.ControlPlane.Protocol.Services;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.DataPlane;
using Foregate.Definitions;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol;

/// <summary>AWS's management APIs: takes a request as it came, believes or refuses its signature, runs its operation, publishes what changed and says what came of it.</summary>
/// <param name="functions">What functions need; without it they can be defined only where their code is on this machine already, and not be invoked.</param>
public sealed class ControlPlaneEndpoint(AccountAccess access, TimeProvider clock, Quotas quotas, FunctionAccess? functions = null)
{
    private readonly RequestVerifier _verifier = new(clock, ServiceTable.SigningNames, access.HasRegion);

    private readonly FunctionRunner _runner = new(functions?.Functions, clock);

    public ValueTask<ProtocolAnswer> AnswerAsync(SignedRequest request, CancellationToken cancellationToken = default) => AnswerAsync(request, "", cancellationToken);

    /// <param name="source">Where the request came from, for the audit log.</param>
    public async ValueTask<ProtocolAnswer> AnswerAsync(SignedRequest request, string source, CancellationToken cancellationToken)
    {
        var facts = new CallFacts(request, source);
        var fault = Authenticate(request, facts, out var key);
        var service = ServiceTable.Find(facts.Signature?.Service, request);
        if (access.Audit is not { } audit)
        {
            return fault is null ? await AnswerAsync(request, service, facts, key!, cancellationToken) : service.Protocol.Write(fault, facts.RequestId);
        }

        // Nothing is changed while it could not be told, and nothing that was not told is acknowledged.
        ProtocolAnswer answer;
        try
        {
            answer = fault is not null ? service.Protocol.Write(fault, facts.RequestId)
                : facts.MayChange && audit.CatchUp() is { } obstacle ? Refuse(service, facts, AwsError.NotStored(obstacle.Message))
                : await AnswerAsync(request, service, facts, key!, cancellationToken);
        }
        catch (Exception exception)
        {
            // Whoever asked has gone before the end, or it is a bug.
            var isGone = exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
            facts.Error = isGone ? "ClientGone" : "InternalFailure";
            audit.Write(facts.Entry(isGone ? 499 : 500, null));
            throw;
        }

        return audit.Write(facts.Entry(answer.StatusCode, answer)) is { } unwritten && facts.MayChange && answer.StatusCode < 300
            ? Refuse(service, facts, AwsError.NotStored(unwritten.Message))
            : answer;
    }

    private async ValueTask<ProtocolAnswer> AnswerAsync(SignedRequest request, ServiceInterface service, CallFacts facts, AccessKey key, CancellationToken cancellationToken)
    {
        var refused = service.Protocol.Read(request, out var operation, out var input);
        facts.Operation = operation?.Name ?? facts.Operation;
        if (refused is not null)
        {
            return Refuse(service, facts, refused);
        }

        var name = new AccountKey(key.AccountId, service.Region ?? facts.Region);
        if (service.WaitingHandlers.TryGetValue(operation!.Name, out var waiting))
        {
            var call = Call(operation, input, access.Read(name), key, NewSeed());
            var result = await waiting(call, (invocation, cancellation) => _runner.RunAsync(call.Account, invocation, cancellation), cancellationToken);
            return result.Error is { } failure ? Refuse(service, facts, failure) : service.Protocol.Write(operation, result.Output, result.RequestId ?? facts.RequestId);
        }

        var (output, error) = service.Handlers.TryGetValue(operation.Name, out var handler)
            ? Run(handler, operation, input, name, key, new StoreChange(key.Id, operation.Name))
            : (null, AwsError.NotBuilt(operation.Name));
        return error is not null ? Refuse(service, facts, error) : service.Protocol.Write(operation, output!, facts.RequestId);
    }

    private static ProtocolAnswer Refuse(ServiceInterface service, CallFacts facts, AwsError error)
    {
        facts.Error = error.Code;
        return service.Protocol.Write(error, facts.RequestId);
    }

    private SignatureFault? Authenticate(SignedRequest request, CallFacts facts, out AccessKey? key)
    {
        key = null;
        var fault = RequestSignature.Read(request, out var signature);
        if (fault is null)
        {
            facts.Signature = signature;
            key = access.Find(signature!, out var isOver);
            fault = isOver ? SignatureFault.ExpiredToken : _verifier.Verify(request, signature!, key?.Credentials);
        }

        facts.AccountId = fault is null ? key!.AccountId : "";
        facts.Error = fault?.Code;
        return fault;
    }

    // Computed again when somebody else was faster: the answer is about what was published.
    private (WireValue? Output, AwsError? Error) Run(Handler handler, OperationShape operation, WireValue input, AccountKey name, AccessKey key, StoreChange change)
    {
        var seed = NewSeed();
        IReadOnlyList<CompilationFault>? unservable = null;
        while (true)
        {
            var account = access.Read(name);
            var result = handler(Call(operation, input, account, key, seed));
            if (unservable is not null && result.Unservable is { } otherwise)
            {
                result = otherwise(unservable);
            }

            if (result.Error is not null || ReferenceEquals(result.Account, account))
            {
                return (result.Output, result.Error);
            }

            var publication = access.Publish(account, result.Account!, change);
            if (publication.Unstored is { } unstored)
            {
                // Not acknowledged: nothing has changed, and the caller may try again.
                return (null, AwsError.NotStored(unstored.Message));
            }

            if (unservable is null && !publication.Faults.IsEmpty && result.Unservable is not null)
            {
                unservable = publication.Faults;
            }
            else if (!publication.IsOutdated)
            {
                foreach (var held in publication.NewlyHeld)
                {
                    access.Tell?.Invoke(held);
                }

                if (access.Warn is { } warn && publication.Faults.IsEmpty && ReferenceEquals(account.Stacks, result.Account!.Stacks))
                {
                    OwnedChanges.Between(account, result.Account, operation.Name).ForEach(warn);
                }

                return publication.Faults.IsEmpty
                    ? (result.Output, null)
                    : (null, AwsError.BadRequest(string.Join("; ", publication.Faults.Select(static fault => $"{fault.Path}: {fault.Message}"))));
            }
        }
    }

    // Ids are made from it; two calls for the same name make two things with two ids.
    private static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private HandlerCall Call(OperationShape operation, WireValue input, Account account, AccessKey key, string seed) => new()
    {
        Operation = operation,
        Input = input,
        Account = account,
        Caller = new Caller(key),
        Sessions = access.Sessions,
        Usage = access.Usage,
        FlushStageCache = (restApiId, stageName) => access.FlushStageCache(AccountKey.Of(account), restApiId, stageName),
        FlushStageAuthorizersCache = (restApiId, stageName) => access.FlushStageAuthorizersCache(AccountKey.Of(account), restApiId, stageName),
        Gateway = access.Gateway,
        Time = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
        Context = new OperationContext
        {
            // To the second, as AWS's answers are.
            Now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()),
            FillRandom = RandomNumberGenerator.Fill,
            IdSeed = seed,
            Quotas = quotas,
            IsTakenElsewhere = id => access.IsTakenElsewhere(id, AccountKey.Of(account)),
            IsDomainNameTaken = name => access.IsDomainNameTaken(name, AccountKey.Of(account)),
            KeepCode = functions?.KeepCode,
            Objects = access.Objects is { } objects ? StoredObjects.Of(objects, account) : null,
        },
    };
}
