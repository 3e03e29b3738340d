// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

/// <summary>A REST API to operate on.</summary>
internal sealed class RestGround
{
    public RestGround()
    {
        Account = Ground.Empty;
        var api = Do(RestApis.CreateRestApi(Account, new RestApis.CreateRestApiRequest { Name = "Test" }, Ground.Context));
        ApiId = api.Id;
        RootId = api.RootResourceId;
    }

    public Account Account { get; private set; }

    public string ApiId { get; }

    public string RootId { get; }

    public RestApi Api => Account.RestApis[ApiId];

    public T Do<T>(OperationResult<T> result)
        where T : class
    {
        var response = result.Done(out var account);
        Account = account;
        return response;
    }

    public Resource Resource(string pathPart, string? parentId = null) =>
        Do(Resources.CreateResource(Account, ApiId, parentId ?? RootId, pathPart, Ground.Context));

    public Method Method(string httpMethod = "GET", string? resourceId = null, params string[] parameters) =>
        Do(Methods.PutMethod(Account, ApiId, resourceId ?? RootId, new Methods.PutMethodRequest
        {
            HttpMethod = httpMethod,
            RequestParameters = Ground.Map([.. parameters.Select(name => (name, false))]),
        }));

    public Integration Mock(string httpMethod = "GET", string? resourceId = null) =>
        Do(Integrations.PutIntegration(Account, ApiId, resourceId ?? RootId, httpMethod, new Integrations.PutIntegrationRequest { Type = IntegrationType.Mock }, Ground.Context));

    public Deployment Deploy(string? stageName = "prod") =>
        Do(Deployments.CreateDeployment(Account, ApiId, new Deployments.CreateDeploymentRequest { StageName = stageName }, Ground.Context));

    /// <summary>One method, deployed.</summary>
    public RestGround Deployed()
    {
        Method();
        Mock();
        Deploy();
        return this;
    }
}
