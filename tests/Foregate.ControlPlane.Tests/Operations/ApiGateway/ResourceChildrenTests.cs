// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.ControlPlane.Tests.OpenApi.Export;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class ResourceChildrenTests
{
    [Fact]
    public void Says_the_same_as_looking_at_all_siblings()
    {
        var account = RestApis.CreateRestApi(Imports.Empty, new RestApis.CreateRestApiRequest { Name = "a" }, Calls.Context).Account!;
        var api = account.RestApis.Values.Single();
        var children = new ResourceChildren(api);
        foreach (var part in (string[])["a", "a", "{b}", "{c+}", "c", "{b}"])
        {
            var slow = Resources.CreateResource(account, api.Id, api.RootResourceId, part, Calls.Context);
            var fast = Resources.CreateResource(account, api.Id, api.RootResourceId, part, Calls.Context, children);
            Assert.Equal((slow.Error, slow.Response?.Path), (fast.Error, fast.Response?.Path));
            account = fast.Account ?? account;
        }

        Assert.Equal(4, account.RestApis[api.Id].Resources.Count);
    }
}
