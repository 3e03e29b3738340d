// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.StoreWriter;

/// <summary>An account that carries a number in five rows and a bundle: half a write is seen in it.</summary>
public static class Numbered
{
    public static AccountKey Key { get; } = new("000000000000", "us-east-1");

    public static Account Next(Account? before, int number)
    {
        var time = DateTimeOffset.UnixEpoch.AddSeconds(number);
        var name = $"{number}";
        var account = before ?? new Account { AccountId = Key.AccountId, Region = Key.Region };
        var api = account.RestApis.GetValueOrDefault("api") ?? new RestApi { Id = "api", Name = "", CreatedDate = time, RootResourceId = "root" };
        var resource = new Resource { Id = "root", Path = "/" + name };
        var resources = api.Resources.SetItem("root", resource);
        var deployment = new Deployment { Id = "d" + name, CreatedDate = time, Snapshot = new ApiSnapshot { Resources = resources } };
        var stage = new Stage { StageName = "prod", DeploymentId = "d" + name, CreatedDate = time, LastUpdatedDate = time, Description = new string('x', 2000) };
        var key = new ApiKey { Id = "key", Value = "value-that-nobody-may-read-" + name, CreatedDate = time, LastUpdatedDate = time };
        return account with
        {
            RestApis = account.RestApis.SetItem("api", api with
            {
                Name = name,
                Resources = resources,
                Deployments = api.Deployments.Clear().Add(deployment.Id, deployment),
                Stages = api.Stages.SetItem("prod", stage),
            }),
            ApiKeys = account.ApiKeys.SetItem("key", key),
        };
    }

    /// <summary>The number that the store's account carries; 0 for none.</summary>
    /// <exception cref="InvalidOperationException">Its parts carry different ones.</exception>
    public static int Of(IAccountStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (store.Find(Key) is not { } account)
        {
            return 0;
        }

        var api = account.RestApis["api"];
        var deployment = api.Deployments.Values.Single();
        string[] numbers = [api.Name, api.Resources["root"].Path[1..], deployment.Id[1..], deployment.Snapshot.Resources["root"].Path[1..], api.Stages["prod"].DeploymentId[1..], account.ApiKeys["key"].Value["value-that-nobody-may-read-".Length..]];
        return numbers.Distinct().Count() == 1 ? int.Parse(numbers[0], null) : throw new InvalidOperationException("half a write: " + string.Join(' ', numbers));
    }
}
