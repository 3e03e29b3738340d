// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class RestApisTests
{
    [Fact]
    public void Makes_an_API_with_its_root_and_AWS_defaults()
    {
        var api = Create("Shop").Done(out var account);
        Assert.Matches("^[a-z0-9]{10}$", api.Id);
        Assert.Same(api, account.RestApis[api.Id]);
        Assert.Equal("/", api.Resources[api.RootResourceId].Path);
        Assert.Equal((ApiKeySourceType.Header, EndpointType.Edge, "ipv4"), (api.ApiKeySource, api.EndpointConfiguration.Types[0], api.EndpointConfiguration.IpAddressType));
        Assert.Equal(Ground.Context.Now, api.CreatedDate);
    }

    [Fact]
    public void Gives_two_APIs_of_one_name_two_ids()
    {
        var first = Create("Shop").Done(out var account);
        var second = RestApis.CreateRestApi(account, new RestApis.CreateRestApiRequest { Name = "Shop" }, Ground.Context).Done();
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        Create("").Refused(400, "Name must be non-empty");
        RestApis.CreateRestApi(Ground.Empty, new RestApis.CreateRestApiRequest { Name = "n", Description = "" }, Ground.Context)
            .Refused(400, "Description cannot be an empty string");
        RestApis.CreateRestApi(Ground.Empty, new RestApis.CreateRestApiRequest { Name = "n", EndpointConfiguration = new EndpointConfiguration { Types = [] } }, Ground.Context)
            .Refused(400, "REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
        RestApis.CreateRestApi(
            Ground.Empty, new RestApis.CreateRestApiRequest { Name = "n", EndpointConfiguration = new EndpointConfiguration { Types = [EndpointType.Edge, EndpointType.Regional] } }, Ground.Context)
            .Refused(400, "Cannot create an api with multiple Endpoint Types.");
        RestApis.GetRestApi(Ground.Empty, "TE6SI5ACH7").Refused(404, "Invalid API identifier specified 123456789012:TE6SI5ACH7");
    }

    [Fact]
    public void Keeps_every_member_and_two_models()
    {
        var request = new RestApis.CreateRestApiRequest
        {
            Name = "n",
            Policy = """{"Version":"2012-10-17"}""",
            MinimumCompressionSize = 10,
            DisableExecuteApiEndpoint = true,
            SecurityPolicy = "TLS_1_2",
            EndpointAccessMode = "BASIC",
            EndpointConfiguration = new EndpointConfiguration { Types = [EndpointType.Private], IpAddressType = "dualstack", VpcEndpointIds = ["vpce-1"] },
        };
        var api = RestApis.CreateRestApi(Ground.Empty, request, Ground.Context).Done();
        Assert.Equal(
            (request.Policy, 10, true, "TLS_1_2", "BASIC", "vpce-1"),
            (api.Policy, api.MinimumCompressionSize, api.DisableExecuteApiEndpoint, api.SecurityPolicy, api.EndpointAccessMode, api.EndpointConfiguration.VpcEndpointIds.Single()));
        Assert.Equal(["Empty", "Error"], api.Models.Keys);
        RestApis.CreateRestApi(Ground.Empty, request with { MinimumCompressionSize = -1 }, Ground.Context).Refused(400, "Invalid minimum compression size, must be between 0 and 10485760");
        RestApis.CreateRestApi(Ground.Empty, request with { Policy = "{" }, Ground.Context)
            .Refused(400, "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.");
        RestApis.CreateRestApi(Ground.Empty, request with { EndpointConfiguration = new EndpointConfiguration { VpcEndpointIds = ["vpce-1"] } }, Ground.Context)
            .Refused(400, "VPCEndpoints can only be specified with PRIVATE apis.");
    }

    [Fact]
    public void Keeps_the_quota_that_is_configured()
    {
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { RestApis = 1 } };
        Create("one").Done(out var account);
        var result = RestApis.CreateRestApi(account, new RestApis.CreateRestApiRequest { Name = "two" }, context);
        Assert.Equal((429, "LimitExceededException"), (result.Error!.StatusCode, result.Error.Code));
    }

    [Fact]
    public void Updates_only_what_is_given()
    {
        var api = RestApis.CreateRestApi(Ground.Empty, new RestApis.CreateRestApiRequest { Name = "a", Description = "d", BinaryMediaTypes = ["image/png"] }, Ground.Context).Done(out var account);
        var updated = RestApis.UpdateRestApi(account, api.Id, new RestApis.UpdateRestApiRequest { Name = "b" }).Done(out account);
        Assert.Equal(("b", "d", "image/png"), (updated.Name, updated.Description, updated.BinaryMediaTypes[0]));
        Assert.Same(updated, RestApis.GetRestApi(account, api.Id).Done());
        RestApis.UpdateRestApi(account, api.Id, new RestApis.UpdateRestApiRequest { Description = "" }).Refused(400, "Description cannot be an empty string");
        RestApis.UpdateRestApi(account, "nobody", new RestApis.UpdateRestApiRequest()).Refused(404, "Invalid API identifier specified 123456789012:nobody");
    }

    [Fact]
    public void Deletes_the_API_and_takes_its_stages_out_of_the_plans()
    {
        var ground = new RestGround().Deployed();
        var plan = ground.Do(UsagePlans.CreateUsagePlan(
            ground.Account, new UsagePlans.CreateUsagePlanRequest { Name = "p", ApiStages = [new ApiStage { ApiId = ground.ApiId, Stage = "prod" }] }, Ground.Context));
        ground.Do(RestApis.DeleteRestApi(ground.Account, ground.ApiId));
        Assert.Empty(ground.Account.RestApis);
        Assert.Empty(ground.Account.UsagePlans[plan.Id].ApiStages);
    }

    private static OperationResult<RestApi> Create(string name) =>
        RestApis.CreateRestApi(Ground.Empty, new RestApis.CreateRestApiRequest { Name = name }, Ground.Context);
}
