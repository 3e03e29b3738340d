// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>The membership of API keys in usage plans: create, get, delete.</summary>
internal static class UsagePlanKeys
{
    public static OperationResult<UsagePlanKey> CreateUsagePlanKey(
        Account account, string usagePlanId, string keyId, string keyType, OperationContext context)
    {
        if (!account.UsagePlans.TryGetValue(usagePlanId, out var plan))
        {
            return AwsError.NoUsagePlan();
        }

        if (keyType != "API_KEY")
        {
            return AwsError.BadRequest("Invalid usage plan key type specified: must be API_KEY");
        }

        if (!account.ApiKeys.ContainsKey(keyId))
        {
            return AwsError.NoApiKey();
        }

        if (plan.Keys.ContainsKey(keyId))
        {
            return AwsError.Conflict("Usage Plan Key already exists");
        }

        if (account.UsagePlans.Values.Count(other => other.Keys.ContainsKey(keyId)) >= context.Quotas.UsagePlansPerApiKey)
        {
            return AwsError.TooMany("usage plans of an API key", context.Quotas.UsagePlansPerApiKey);
        }

        if (CheckAlone(account, plan, keyId) is { } taken)
        {
            return taken;
        }

        var key = new UsagePlanKey { Id = keyId };
        return OperationResult<UsagePlanKey>.Done(account.With(plan with { Keys = plan.Keys.Add(keyId, key) }), key);
    }

    public static OperationResult<UsagePlanKey> GetUsagePlanKey(Account account, string usagePlanId, string keyId)
    {
        if (!account.UsagePlans.TryGetValue(usagePlanId, out var plan))
        {
            return AwsError.NoUsagePlan();
        }

        return plan.Keys.TryGetValue(keyId, out var key) ? OperationResult<UsagePlanKey>.Done(account, key) : AwsError.NoApiKey();
    }

    public static OperationResult<UsagePlanKey> DeleteUsagePlanKey(Account account, string usagePlanId, string keyId)
    {
        if (!account.UsagePlans.TryGetValue(usagePlanId, out var plan))
        {
            return AwsError.NoUsagePlan();
        }

        return plan.Keys.TryGetValue(keyId, out var key)
            ? OperationResult<UsagePlanKey>.Done(account.With(plan with { Keys = plan.Keys.Remove(keyId) }), key)
            : AwsError.NoApiKey();
    }

    /// <summary>AWS: a key is in at most one plan per API stage, so that it is always clear whose limits count.</summary>
    public static AwsError? CheckAlone(Account account, UsagePlan plan, string keyId)
    {
        foreach (var other in account.UsagePlans.Values)
        {
            if (other.Id == plan.Id || !other.Keys.ContainsKey(keyId))
            {
                continue;
            }

            foreach (var stage in plan.ApiStages)
            {
                if (other.ApiStages.Any(s => s.ApiId == stage.ApiId && s.Stage == stage.Stage))
                {
                    return AwsError.Conflict($"API Key {keyId} is already in usage plan {other.Id} for API stage {stage.ApiId}:{stage.Stage}");
                }
            }
        }

        return null;
    }
}
