// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGateway;
using Integration = Foregate.Definitions.ApiGatewayV2.Integration;
using IntegrationType = Foregate.Definitions.ApiGatewayV2.IntegrationType;
using VpcLink = Foregate.Definitions.ApiGatewayV2.VpcLink;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class IntegrationsTests
{
    private readonly HttpGround _ground = new();

    [Fact]
    public void Makes_gets_updates_and_deletes()
    {
        var integration = _ground.Integration();
        Assert.Equal((30_000, "1.0"), (integration.TimeoutInMillis, integration.PayloadFormatVersion));
        var updated = _ground.Do(Integrations.UpdateIntegration(
            _ground.Account, _ground.ApiId, integration.IntegrationId, new Integrations.UpdateIntegrationRequest { TimeoutInMillis = 50 }, Ground.Context));
        Assert.Equal((50, "http://127.0.0.1"), (updated.TimeoutInMillis, updated.IntegrationUri));
        Assert.Same(updated, Integrations.GetIntegration(_ground.Account, _ground.ApiId, integration.IntegrationId).Done());
        var route = _ground.Route("GET /x", $"integrations/{integration.IntegrationId}");
        Assert.Equal(409, Integrations.DeleteIntegration(_ground.Account, _ground.ApiId, integration.IntegrationId, Ground.Context).Error!.StatusCode);
        _ground.Do(Routes.DeleteRoute(_ground.Account, _ground.ApiId, route.RouteId, Ground.Context));
        _ground.Do(Integrations.DeleteIntegration(_ground.Account, _ground.ApiId, integration.IntegrationId, Ground.Context));
        Integrations.GetIntegration(_ground.Account, _ground.ApiId, integration.IntegrationId).Refused(404, $"Invalid Integration identifier specified {integration.IntegrationId}");
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        var proxy = HttpGround.Proxy;
        Create(proxy with { IntegrationMethod = null }).Refused(400, "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        Create(proxy with { IntegrationUri = "nowhere" }).Refused(400, "Invalid HTTP endpoint specified for URI");
        Create(proxy with { TimeoutInMillis = 30_001 }).Refused(400, "Timeout should be between 50 ms and 30000 ms");
        Create(proxy with { PayloadFormatVersion = "2.0" }).Refused(400, "PayloadFormatVersion 2.0 is not supported for integrations of type HTTP_PROXY: use 1.0");
        Create(proxy with { RequestParameters = Ground.Map(("overwrite:header.Via", "x")) })
            .Refused(400, "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Operations on header Via are restricted]");
    }

    [Fact]
    public void Makes_one_with_a_Lambda_function()
    {
        var function = new Integrations.CreateIntegrationRequest
        {
            IntegrationType = IntegrationType.AwsProxy, IntegrationUri = "arn:aws:lambda:us-east-1:123456789012:function:pets", PayloadFormatVersion = "2.0",
        };
        var made = Create(function).Done();
        Assert.Equal(("POST", "2.0", 30_000), (made.IntegrationMethod, made.PayloadFormatVersion, made.TimeoutInMillis));
        _ground.Do(Create(function));
        var updated = _ground.Do(Integrations.UpdateIntegration(
            _ground.Account, _ground.ApiId, made.IntegrationId, new Integrations.UpdateIntegrationRequest { PayloadFormatVersion = "1.0" }, Ground.Context));
        Assert.Equal("1.0", updated.PayloadFormatVersion);
        Create(function with { PayloadFormatVersion = "3.0" }).Refused(400, "PayloadFormatVersion 3.0 is not supported for integrations of type AWS_PROXY: use 1.0 or 2.0");
        Create(function with { IntegrationUri = "http://127.0.0.1" }).Refused(400, "Invalid ARN specified in the request");
        Assert.Single(Create(function with { RequestParameters = Ground.Map(("append:header.a", "b")) }).Done().RequestParameters);
    }

    [Fact]
    public void Goes_through_VPC_links()
    {
        var link = new VpcLink { VpcLinkId = "abc123", Name = "l", CreatedDate = Ground.Context.Now };
        var account = _ground.Account with { HttpVpcLinks = Ground.Map((link.VpcLinkId, link)) };
        var request = HttpGround.Proxy with
        {
            ConnectionType = ConnectionType.VpcLink,
            ConnectionId = link.VpcLinkId,
            IntegrationUri = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/a/1/2",
            ServerNameToVerify = "internal.example",
        };
        Assert.Equal("internal.example", Integrations.CreateIntegration(account, _ground.ApiId, request, Ground.Context).Done().ServerNameToVerify);
        Create(request).Refused(404, "Invalid VpcLink identifier specified abc123");
        Create(request with { ConnectionId = null }).Refused(400, "ConnectionId is required with the connection type VPC_LINK");
        Create(request with { IntegrationUri = "http://127.0.0.1" }).Refused(400, "For VpcLink, integration uri should be a valid ELB listener ARN or a valid Cloud Map service ARN");
        Create(HttpGround.Proxy with { ConnectionId = "x" }).Refused(400, "ConnectionId is only supported with the connection type VPC_LINK");
    }

    [Fact]
    public void Merges_parameters_and_takes_away_what_is_said_empty()
    {
        var integration = _ground.Integration(HttpGround.Proxy with
        {
            Description = "d",
            RequestParameters = Ground.Map(("append:header.a", "1"), ("append:header.b", "2")),
            ResponseParameters = Ground.Map(("200", Ground.Map(("append:header.c", "3"))), ("400", Ground.Map(("append:header.d", "4")))),
        });
        var update = new Integrations.UpdateIntegrationRequest
        {
            Description = "",
            RequestParameters = Ground.Map(("append:header.a", ""), ("append:header.e", "5")),
            ResponseParameters = Ground.Map(("200", Ground.Map<string>()), ("500", Ground.Map(("append:header.f", "6")))),
        };
        integration = _ground.Do(Integrations.UpdateIntegration(_ground.Account, _ground.ApiId, integration.IntegrationId, update, Ground.Context));
        Assert.Null(integration.Description);
        Assert.Equal(["append:header.b", "append:header.e"], integration.RequestParameters.Keys);
        Assert.Equal(["400", "500"], integration.ResponseParameters.Keys);
    }

    [Fact]
    public void Refuses_what_only_WebSocket_APIs_have()
    {
        Create(HttpGround.Proxy with { IntegrationType = IntegrationType.Mock }).Refused(400, "Invalid integration type specified. HTTP APIs have HTTP_PROXY and AWS_PROXY");
        Create(HttpGround.Proxy with { TemplateSelectionExpression = "x" }).Refused(400, "TemplateSelectionExpression is not supported for HTTP APIs");
        Create(HttpGround.Proxy with { RequestTemplates = Ground.Map(("a", "b")) }).Refused(400, "RequestTemplates is not supported for HTTP APIs");
        Create(HttpGround.Proxy with { ContentHandlingStrategy = ContentHandling.ConvertToText }).Refused(400, "ContentHandlingStrategy is not supported for HTTP APIs");
        Create(HttpGround.Proxy with { CredentialsArn = "me" }).Refused(400, "Invalid ARN specified in the request");
    }

    private OperationResult<Integration> Create(Integrations.CreateIntegrationRequest request) =>
        Integrations.CreateIntegration(_ground.Account, _ground.ApiId, request, Ground.Context);
}
