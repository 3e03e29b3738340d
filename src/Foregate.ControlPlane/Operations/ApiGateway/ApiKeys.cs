// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>Secrets that name callers: create, get, update, delete.</summary>
internal static class ApiKeys
{
    private const int LongestDescription = 125_000;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public sealed record CreateApiKeyRequest
    {
        public string? Name { get; init; }

        public string? Description { get; init; }

        public string? CustomerId { get; init; }

        public bool Enabled { get; init; }

        /// <summary>20 to 128 characters; <see langword="null"/> has 40 generated.</summary>
        public string? Value { get; init; }

        /// <summary><c>{apiId}/{stage}</c>.</summary>
        public ImmutableArray<string> StageKeys { get; init; } = [];

        public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();
    }

    /// <summary>A member that is <see langword="null"/> stays as it is.</summary>
    public sealed record UpdateApiKeyRequest
    {
        public string? Name { get; init; }

        public string? Description { get; init; }

        public bool? Enabled { get; init; }
    }

    public static OperationResult<ApiKey> CreateApiKey(Account account, CreateApiKeyRequest request, OperationContext context)
    {
        if ((Check(request.Name, request.Description, request.Value) ?? CheckStages(account, request.StageKeys)) is { } error)
        {
            return error;
        }

        if (account.ApiKeys.Count >= context.Quotas.ApiKeys)
        {
            return AwsError.TooMany("API keys", context.Quotas.ApiKeys);
        }

        if (Identifiers.CheckFixed(context, account.ApiKeys.ContainsKey) is { } taken)
        {
            return taken;
        }

        var value = request.Value ?? Generate(context);
        if (account.ApiKeys.Values.Any(key => key.Value == value))
        {
            return AwsError.Conflict("API Key already exists");
        }

        var key = new ApiKey
        {
            Id = context.FixedId ?? Identifiers.Next(10, account.ApiKeys.ContainsKey, "apikey", context.IdSeed ?? request.Name ?? ""),
            Value = value,
            Name = request.Name,
            Description = request.Description,
            CustomerId = request.CustomerId,
            Enabled = request.Enabled,
            StageKeys = request.StageKeys,
            Tags = request.Tags,
            CreatedDate = context.Now,
            LastUpdatedDate = context.Now,
        };
        return OperationResult<ApiKey>.Done(account.With(key), key);
    }

    public static OperationResult<ApiKey> GetApiKey(Account account, string apiKeyId) =>
        account.ApiKeys.TryGetValue(apiKeyId, out var key) ? OperationResult<ApiKey>.Done(account, key) : AwsError.NoApiKey();

    public static OperationResult<ApiKey> UpdateApiKey(Account account, string apiKeyId, UpdateApiKeyRequest request, OperationContext context)
    {
        if (!account.ApiKeys.TryGetValue(apiKeyId, out var key))
        {
            return AwsError.NoApiKey();
        }

        if (Check(request.Name, request.Description, null) is { } error)
        {
            return error;
        }

        key = key with
        {
            Name = request.Name ?? key.Name,
            Description = request.Description ?? key.Description,
            Enabled = request.Enabled ?? key.Enabled,
            LastUpdatedDate = context.Now,
        };
        return OperationResult<ApiKey>.Done(account.With(key), key);
    }

    /// <summary>The key of this id as it is to be from now on, with all its members.</summary>
    public static OperationResult<ApiKey> ReplaceApiKey(Account account, ApiKey key, OperationContext context)
    {
        if (!account.ApiKeys.ContainsKey(key.Id))
        {
            return AwsError.NoApiKey();
        }

        if ((Check(key.Name, key.Description, key.Value) ?? CheckStages(account, key.StageKeys)) is { } error)
        {
            return error;
        }

        key = key with { LastUpdatedDate = context.Now };
        return OperationResult<ApiKey>.Done(account.With(key), key);
    }

    /// <summary>Takes the key out of its usage plans too.</summary>
    public static OperationResult<ApiKey> DeleteApiKey(Account account, string apiKeyId)
    {
        if (!account.ApiKeys.TryGetValue(apiKeyId, out var key))
        {
            return AwsError.NoApiKey();
        }

        foreach (var plan in account.UsagePlans.Values)
        {
            if (plan.Keys.ContainsKey(apiKeyId))
            {
                account = account.With(plan with { Keys = plan.Keys.Remove(apiKeyId) });
            }
        }

        return OperationResult<ApiKey>.Done(account with { ApiKeys = account.ApiKeys.Remove(apiKeyId) }, key);
    }

    private static AwsError? CheckStages(Account account, ImmutableArray<string> stageKeys)
    {
        foreach (var stageKey in stageKeys)
        {
            if (stageKey.Split('/') is not [var api, var stage] || !account.RestApis.TryGetValue(api, out var found) || !found.Stages.ContainsKey(stage))
            {
                return AwsError.BadRequest($"Invalid stage key specified: {stageKey}");
            }
        }

        return null;
    }

    private static AwsError? Check(string? name, string? description, string? value)
    {
        if (name is { Length: > 1024 })
        {
            return AwsError.BadRequest("Invalid API Key name, can be at most 1024 characters.");
        }

        if (description is { Length: > LongestDescription })
        {
            return AwsError.BadRequest("Invalid API Key description specified.");
        }

        return value switch
        {
            { Length: < 20 } => AwsError.BadRequest("API Key value should be at least 20 characters"),
            { Length: > 128 } => AwsError.BadRequest("API Key value exceeds maximum size of 128 characters"),
            _ => null,
        };
    }

    private static string Generate(OperationContext context)
    {
        Span<char> value = stackalloc char[40];
        Span<byte> random = stackalloc byte[40];
        for (var filled = 0; filled < value.Length;)
        {
            context.FillRandom(random);
            foreach (var b in random)
            {
                // 248 is the largest multiple of 62 that a byte can hold: above it some letters would come more often.
                if (b < 248 && filled < value.Length)
                {
                    value[filled++] = Alphabet[b % Alphabet.Length];
                }
            }
        }

        return new string(value);
    }
}
