// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class ApiKeysTests
{
    private const string Value = "abcdefghij0123456789";

    [Fact]
    public void Generates_forty_letters_and_digits_evenly()
    {
        var random = new Random(1);
        var context = Ground.Context with { FillRandom = random.NextBytes };
        var counts = new Dictionary<char, int>();
        for (var i = 0; i < 500; i++)
        {
            var value = ApiKeys.CreateApiKey(Ground.Empty, new ApiKeys.CreateApiKeyRequest(), context).Done().Value;
            Assert.Matches("^[A-Za-z0-9]{40}$", value);
            foreach (var character in value)
            {
                counts[character] = counts.GetValueOrDefault(character) + 1;
            }
        }

        Assert.Equal(62, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 200, 460));
    }

    [Fact]
    public void Is_disabled_unless_asked_otherwise()
    {
        Assert.False(Create(new ApiKeys.CreateApiKeyRequest { Value = Value }).Done().Enabled);
        Assert.True(Create(new ApiKeys.CreateApiKeyRequest { Value = Value, Enabled = true }).Done().Enabled);
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        Create(new ApiKeys.CreateApiKeyRequest { Value = "short" }).Refused(400, "API Key value should be at least 20 characters");
        Create(new ApiKeys.CreateApiKeyRequest { Value = new string('x', 129) }).Refused(400, "API Key value exceeds maximum size of 128 characters");
        Create(new ApiKeys.CreateApiKeyRequest { Name = new string('x', 1025) }).Refused(400, "Invalid API Key name, can be at most 1024 characters.");
        ApiKeys.CreateApiKey(Ground.Empty, new ApiKeys.CreateApiKeyRequest { Description = new string('x', 125_001) }, Ground.Context).Refused(400, "Invalid API Key description specified.");
        Create(new ApiKeys.CreateApiKeyRequest { Name = "a", Value = Value }).Done(out var account);
        ApiKeys.CreateApiKey(account, new ApiKeys.CreateApiKeyRequest { Name = "b", Value = Value }, Ground.Context).Refused(409, "API Key already exists");
        ApiKeys.GetApiKey(account, "nobody").Refused(404, "Invalid API Key identifier specified");
    }

    [Fact]
    public void Derives_the_id_from_the_name_never_from_the_value()
    {
        var one = Create(new ApiKeys.CreateApiKeyRequest { Name = "a", Value = Value }).Done();
        var two = Create(new ApiKeys.CreateApiKeyRequest { Name = "a", Value = Value + "x" }).Done();
        Assert.Equal(one.Id, two.Id);
    }

    [Fact]
    public void Updates_and_deletes_and_leaves_its_plans()
    {
        var key = Create(new ApiKeys.CreateApiKeyRequest { Name = "a", Value = Value }).Done(out var account);
        var plan = UsagePlans.CreateUsagePlan(account, new UsagePlans.CreateUsagePlanRequest { Name = "p" }, Ground.Context).Done(out account);
        UsagePlanKeys.CreateUsagePlanKey(account, plan.Id, key.Id, "API_KEY", Ground.Context).Done(out account);
        var updated = ApiKeys.UpdateApiKey(account, key.Id, new ApiKeys.UpdateApiKeyRequest { Enabled = true }, Ground.Context).Done(out account);
        Assert.Equal((true, "a", Value), (updated.Enabled, updated.Name, updated.Value));
        ApiKeys.DeleteApiKey(account, key.Id).Done(out account);
        Assert.Empty(account.ApiKeys);
        Assert.Empty(account.UsagePlans[plan.Id].Keys);
    }

    private static OperationResult<ApiKey> Create(ApiKeys.CreateApiKeyRequest request) => ApiKeys.CreateApiKey(Ground.Empty, request, Ground.Context);
}
