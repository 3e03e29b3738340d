// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>Which keys may call which stages: create, get, update, delete.</summary>
internal static class UsagePlans
{
    public sealed record CreateUsagePlanRequest
    {
        public required string Name { get; init; }

        public string? Description { get; init; }

        public ImmutableArray<ApiStage> ApiStages { get; init; } = [];

        public ThrottleSettings? Throttle { get; init; }

        public QuotaSettings? Quota { get; init; }

        public string? ProductCode { get; init; }

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateUsagePlanRequest
    {
        public string? Name { get; init; }

        public string? Description { get; init; }

        public ImmutableArray<ApiStage>? ApiStages { get; init; }
    }

    public static OperationResult<UsagePlan> CreateUsagePlan(Account account, CreateUsagePlanRequest request, OperationContext context)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            return AwsError.BadRequest("Usage Plan name must be non-empty");
        }

        if ((CheckStages(account, request.ApiStages, null, context.Quotas) ?? CheckLimits(request.Throttle, request.Quota)) is { } error)
        {
            return error;
        }

        if (account.UsagePlans.Count >= context.Quotas.UsagePlans)
        {
            return AwsError.TooMany("usage plans", context.Quotas.UsagePlans);
        }

        if (Identifiers.CheckFixed(context, account.UsagePlans.ContainsKey) is { } taken)
        {
            return taken;
        }

        var plan = new UsagePlan
        {
            Id = context.FixedId ?? Identifiers.Next(6, account.UsagePlans.ContainsKey, "usageplan", context.IdSeed ?? request.Name),
            Name = request.Name,
            Description = request.Description,
            ApiStages = request.ApiStages,
            Throttle = request.Throttle,
            Quota = request.Quota,
            ProductCode = request.ProductCode,
            Tags = request.Tags,
        };
        return OperationResult<UsagePlan>.Done(account.With(plan), plan);
    }

    public static OperationResult<UsagePlan> GetUsagePlan(Account account, string usagePlanId) =>
        account.UsagePlans.TryGetValue(usagePlanId, out var plan) ? OperationResult<UsagePlan>.Done(account, plan) : AwsError.NoUsagePlan();

    public static OperationResult<UsagePlan> UpdateUsagePlan(Account account, string usagePlanId, UpdateUsagePlanRequest request)
    {
        if (!account.UsagePlans.TryGetValue(usagePlanId, out var plan))
        {
            return AwsError.NoUsagePlan();
        }

        return ReplaceUsagePlan(
            account,
            plan with { Name = request.Name ?? plan.Name, Description = request.Description ?? plan.Description, ApiStages = request.ApiStages ?? plan.ApiStages },
            Quotas.Unshared);
    }

    /// <summary>The plan of this id as it is to be from now on, with all its members.</summary>
    public static OperationResult<UsagePlan> ReplaceUsagePlan(Account account, UsagePlan plan, Quotas quotas)
    {
        if (!account.UsagePlans.ContainsKey(plan.Id))
        {
            return AwsError.NoUsagePlan();
        }

        if (string.IsNullOrWhiteSpace(plan.Name))
        {
            return AwsError.BadRequest("Usage Plan name must be non-empty");
        }

        if ((CheckStages(account, plan.ApiStages, plan.Id, quotas) ?? CheckLimits(plan.Throttle, plan.Quota)) is { } error)
        {
            return error;
        }

        foreach (var keyId in plan.Keys.Keys)
        {
            if (UsagePlanKeys.CheckAlone(account, plan, keyId) is { } taken)
            {
                return taken;
            }
        }

        return OperationResult<UsagePlan>.Done(account.With(plan), plan);
    }

    public static OperationResult<UsagePlan> DeleteUsagePlan(Account account, string usagePlanId)
    {
        if (!account.UsagePlans.TryGetValue(usagePlanId, out var plan))
        {
            return AwsError.NoUsagePlan();
        }

        if (!plan.ApiStages.IsEmpty)
        {
            return AwsError.BadRequest($"Usage Plan {usagePlanId} still has API stages: remove them first");
        }

        return OperationResult<UsagePlan>.Done(account with { UsagePlans = account.UsagePlans.Remove(usagePlanId) }, plan);
    }

    /// <summary>The account with the stages that <paramref name="gone"/> names taken out of every plan.</summary>
    public static Account Detach(Account account, Predicate<ApiStage> gone)
    {
        foreach (var plan in account.UsagePlans.Values)
        {
            if (plan.ApiStages.Any(stage => gone(stage)))
            {
                account = account.With(plan with { ApiStages = plan.ApiStages.RemoveAll(gone) });
            }
        }

        return account;
    }

    private static AwsError? CheckStages(Account account, ImmutableArray<ApiStage> stages, string? usagePlanId, Quotas quotas)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var stage in stages)
        {
            if (!account.RestApis.TryGetValue(stage.ApiId, out var api) || !api.Stages.ContainsKey(stage.Stage))
            {
                return usagePlanId is null
                    ? AwsError.BadRequest("Invalid API Stage specified")
                    : AwsError.NotFound($"Invalid API Stage {{api: {stage.ApiId}, stage: {stage.Stage}}} specified for usageplan {usagePlanId}");
            }

            if (!seen.Add((stage.ApiId, stage.Stage)))
            {
                return AwsError.BadRequest("Invalid API Stage specified");
            }

            if (stage.Throttle.Count > quotas.MethodThrottlesPerApiStage)
            {
                return AwsError.TooMany("method throttles of an API stage", quotas.MethodThrottlesPerApiStage);
            }

            foreach (var (key, limits) in stage.Throttle)
            {
                if (key is not ['/', ..] || !Methods.IsHttpMethod(key[(key.LastIndexOf('/') + 1)..]))
                {
                    return AwsError.BadRequest($"Invalid method throttle specified: {key}. Must be /{{resourcePath}}/{{httpMethod}}");
                }

                if (StageSettings.CheckThrottle(limits.RateLimit, limits.BurstLimit) is { } invalid)
                {
                    return invalid;
                }
            }
        }

        return null;
    }

    private static AwsError? CheckLimits(ThrottleSettings? throttle, QuotaSettings? quota)
    {
        if (throttle is not null && StageSettings.CheckThrottle(throttle.RateLimit, throttle.BurstLimit) is { } invalid)
        {
            return invalid;
        }

        return quota is null ? null
            : quota.Limit < 1 ? AwsError.BadRequest("Usage Plan quota limit must be greater than 0")
            : quota.Offset < 0 || quota.Offset > quota.Limit ? AwsError.BadRequest("Usage Plan quota offset must be between 0 and the quota limit")
            : null;
    }
}
