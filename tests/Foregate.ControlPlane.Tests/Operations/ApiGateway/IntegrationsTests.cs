// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class IntegrationsTests
{
    private static readonly Integrations.PutIntegrationRequest Proxy = new() { Type = IntegrationType.HttpProxy, HttpMethod = "GET", Uri = "http://127.0.0.1/{id}" };

    private readonly RestGround _ground = new();

    public IntegrationsTests() => _ground.Method("GET", null, "method.request.path.id");

    [Fact]
    public void Puts_with_AWS_defaults_and_replaces_as_a_whole()
    {
        var first = _ground.Do(Put(Proxy with { RequestParameters = Ground.Map(("integration.request.path.id", "method.request.path.id")), TimeoutInMillis = 50 }));
        Assert.Equal((50, 1), (first.TimeoutInMillis, first.RequestParameters.Count));
        var second = _ground.Do(Put(Proxy));
        Assert.Equal((29_000, 0, PassthroughBehavior.WhenNoMatch), (second.TimeoutInMillis, second.RequestParameters.Count, second.PassthroughBehavior));
        Assert.Same(second, Integrations.GetIntegration(_ground.Account, _ground.ApiId, _ground.RootId, "GET").Done());
    }

    [Fact]
    public void Deletes_and_then_knows_none()
    {
        _ground.Do(Put(Proxy));
        _ground.Do(Integrations.DeleteIntegration(_ground.Account, _ground.ApiId, _ground.RootId, "GET"));
        Integrations.GetIntegration(_ground.Account, _ground.ApiId, _ground.RootId, "GET").Refused(404, "Invalid Integration identifier specified");
        Integrations.DeleteIntegration(_ground.Account, _ground.ApiId, _ground.RootId, "GET").Refused(404, "Invalid Integration identifier specified");
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        Put(Proxy with { HttpMethod = null }).Refused(400, "Enumeration value for HttpMethod must be non-empty");
        Put(Proxy with { HttpMethod = "TRACE" }).Refused(400, "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        Put(Proxy with { Uri = "nowhere" }).Refused(400, "Invalid HTTP endpoint specified for URI");
        Put(Proxy with { TimeoutInMillis = 49 }).Refused(400, "Timeout should be between 50 ms and 29000 ms");
        Put(Proxy with { TimeoutInMillis = 29_001 }).Refused(400, "Timeout should be between 50 ms and 29000 ms");
        Put(Proxy with { RequestParameters = Ground.Map(("integration.request.header.x", "true")) })
            .Refused(400, "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: true]");
        Integrations.PutIntegration(_ground.Account, _ground.ApiId, _ground.RootId, "PUT", Proxy, Ground.Context).Refused(404, "Invalid Method identifier specified");
    }

    [Theory]
    [InlineData(IntegrationType.Aws, "AWS")]
    [InlineData(IntegrationType.Http, "HTTP")]
    public void Says_which_types_are_not_built(IntegrationType type, string name) =>
        Put(Proxy with { Type = type }).Refused(400, $"Foregate cannot do this yet: integrations of type {name}.");

    [Fact]
    public void Puts_a_Lambda_function()
    {
        var function = new Integrations.PutIntegrationRequest
        {
            Type = IntegrationType.AwsProxy,
            HttpMethod = "POST",
            Uri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations",
        };
        Assert.Equal((IntegrationType.AwsProxy, function.Uri, 29_000), _ground.Do(Put(function)) is var done ? (done.Type, done.Uri, done.TimeoutInMillis) : default);
        // AWS takes another method, and answers 500 then.
        Assert.Equal("GET", _ground.Do(Put(function with { HttpMethod = "GET" })).HttpMethod);
        Assert.Equal(ContentHandling.ConvertToText, _ground.Do(Put(function with { ContentHandling = ContentHandling.ConvertToText })).ContentHandling);
        Put(Proxy with { ContentHandling = ContentHandling.ConvertToText }).Refused(400, "Foregate cannot do this yet: conversions between text and binary (contentHandling).");
        Put(function with { HttpMethod = null }).Refused(400, "Enumeration value for HttpMethod must be non-empty");
        Put(function with { Uri = "arn:aws:lambda:us-east-1:123456789012:function:pets" }).Refused(400, "AWS ARN for integration must contain path or action");
    }

    [Fact]
    public void Keeps_quotas_that_were_raised()
    {
        var raised = Ground.Context with { Quotas = Ground.Context.Quotas with { RestApiTimeoutInMillis = 60_000 } };
        Assert.Equal(60_000, Integrations.PutIntegration(_ground.Account, _ground.ApiId, _ground.RootId, "GET", Proxy, raised).Done().TimeoutInMillis);
        var large = Proxy with { RequestTemplates = Ground.Map(("application/json", new string('x', 300 * 1024 + 1))) };
        Assert.Equal(400, Put(large).Error!.StatusCode);
    }

    private OperationResult<Integration> Put(Integrations.PutIntegrationRequest request) =>
        Integrations.PutIntegration(_ground.Account, _ground.ApiId, _ground.RootId, "GET", request, Ground.Context);
}
