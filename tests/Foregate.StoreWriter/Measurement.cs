// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.DataPlane;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.StoreWriter;

/// <summary>What a store of some size costs: the figures of docs/reference/store.md.</summary>
internal static class Measurement
{
    private static readonly StoreChange s_change = new("measurement", "UpdateRestApi");

    public static int Run(string directory, int apis, int routes)
    {
        var options = new StoreOptions { Directory = directory, SnapshotDelay = TimeSpan.FromHours(1) };
        var account = Many(apis, routes / apis);
        using (var store = SqliteStore.Open(options))
        {
            if (store.Find(AccountKey.Of(account)) is null)
            {
                Say("write everything once", 1, _ => store.TryReplace(null, account, s_change));
            }

            account = store.Find(AccountKey.Of(account))!;
            Say("write one method", 200, i => Change(store, i, (api, number) =>
            {
                var (id, resource) = api.Resources.Last();
                var method = new Method { HttpMethod = "GET", OperationName = $"{number}", MethodIntegration = new Integration { Type = IntegrationType.Mock } };
                return api with { Resources = api.Resources.SetItem(id, resource with { ResourceMethods = resource.ResourceMethods.SetItem("GET", method) }) };
            }));
            Say("write one deployment and its stage", 200, i => Change(store, i, (api, number) =>
            {
                var deployment = new Deployment { Id = "e", CreatedDate = DateTimeOffset.UnixEpoch.AddSeconds(number), Snapshot = new ApiSnapshot { Resources = api.Resources } };
                return api with { Deployments = api.Deployments.SetItem("e", deployment), Stages = api.Stages.SetItem("prod", api.Stages["prod"] with { DeploymentId = "e" }) };
            }));
            Say("write the last good snapshot", 1, _ => store.Dispose());
        }

        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        SqliteStore? again = null;
        Say("load", 1, _ => again = SqliteStore.Open(options));
        Console.Out.WriteLine($"memory of the accounts: {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB");
        using var gateway = new Gateway(new GatewayOptions(), NullLogger.Instance);
        var publisher = new Publisher(gateway, again);
        account = again!.Accounts.First();
        Say("publish everything once", 1, _ => Served(publisher.Publish(account)));
        Say("publish one API", 200, i =>
        {
            var current = publisher.Find(AccountKey.Of(account))!;
            var api = current.RestApis[$"api{i * 104729 % current.RestApis.Count:D10}"];
            var deployment = new Deployment { Id = "f", CreatedDate = DateTimeOffset.UnixEpoch.AddSeconds(i), Snapshot = new ApiSnapshot { Resources = api.Resources.Remove("r1") } };
            api = api with { Deployments = api.Deployments.SetItem("f", deployment), Stages = api.Stages.SetItem("prod", api.Stages["prod"] with { DeploymentId = "f" }) };
            Served(publisher.Publish(current, current with { RestApis = current.RestApis.SetItem(api.Id, api) }));
        });
        again.Dispose();
        foreach (var file in new DirectoryInfo(directory).GetFiles())
        {
            Console.Out.WriteLine($"{file.Name}: {file.Length / 1e6:0.00} MB");
        }

        return 0;
    }

    private static void Served(Publication publication)
    {
        if (publication.Changes is null)
        {
            throw new InvalidOperationException(string.Join('\n', publication.Faults.Take(3)));
        }
    }

    private static void Change(SqliteStore store, int number, Func<RestApi, int, RestApi> change)
    {
        var account = store.Accounts.First();
        var api = account.RestApis[$"api{number * 7919 % account.RestApis.Count:D10}"];
        store.TryReplace(account, account with { RestApis = account.RestApis.SetItem(api.Id, change(api, number)) }, s_change);
    }

    private static Account Many(int apis, int routes)
    {
        var account = new Account { AccountId = "000000000000", Region = "us-east-1" };
        var all = account.RestApis.ToBuilder();
        for (var a = 0; a < apis; a++)
        {
            var api = new RestApi { Id = $"api{a:D10}", Name = $"API number {a}", CreatedDate = DateTimeOffset.UnixEpoch, RootResourceId = "r0" };
            var resources = api.Resources.Add("r0", new Resource { Id = "r0", Path = "/" }).ToBuilder();
            for (var r = 1; r <= routes; r++)
            {
                var method = new Method
                {
                    HttpMethod = "GET",
                    MethodIntegration = new Integration { Type = IntegrationType.HttpProxy, HttpMethod = "GET", Uri = $"http://backend-{a}.internal:8080/things/{r}/{{id}}" },
                };
                var resource = new Resource { Id = $"r{r}", ParentId = "r0", PathPart = $"things{r}", Path = $"/things{r}" };
                resources.Add(resource.Id, resource with { ResourceMethods = resource.ResourceMethods.Add("GET", method) });
            }

            api = api with { Resources = resources.ToImmutable() };
            var deployment = new Deployment { Id = "d", CreatedDate = DateTimeOffset.UnixEpoch, Snapshot = new ApiSnapshot { Resources = api.Resources } };
            var stage = new Stage { StageName = "prod", DeploymentId = "d", CreatedDate = DateTimeOffset.UnixEpoch, LastUpdatedDate = DateTimeOffset.UnixEpoch };
            all.Add(api.Id, api with { Deployments = api.Deployments.Add("d", deployment), Stages = api.Stages.Add("prod", stage) });
        }

        return account with { RestApis = all.ToImmutable() };
    }

    private static void Say(string what, int times, Action<int> act)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            act(i);
        }

        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds / times;
        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / times;
        Console.Out.WriteLine($"{what}: {took:0.00} ms, CPU {used:0.00} ms");
    }
}
