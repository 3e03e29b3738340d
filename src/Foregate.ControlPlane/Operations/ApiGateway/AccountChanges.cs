// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>Puts a changed part back into the account it came from.</summary>
internal static class AccountChanges
{
    public static Account With(this Account account, RestApi api) => account with { RestApis = account.RestApis.SetItem(api.Id, api) };

    public static Account With(this Account account, RestApi api, Resource resource) =>
        account.With(api with { Resources = api.Resources.SetItem(resource.Id, resource) });

    public static Account With(this Account account, RestApi api, Resource resource, Method method) =>
        account.With(api, resource with { ResourceMethods = resource.ResourceMethods.SetItem(method.HttpMethod, method) });

    public static Account With(this Account account, RestApi api, Stage stage) =>
        account.With(api with { Stages = api.Stages.SetItem(stage.StageName, stage) });

    public static Account With(this Account account, ApiKey key) => account with { ApiKeys = account.ApiKeys.SetItem(key.Id, key) };

    public static Account With(this Account account, UsagePlan plan) => account with { UsagePlans = account.UsagePlans.SetItem(plan.Id, plan) };
}
