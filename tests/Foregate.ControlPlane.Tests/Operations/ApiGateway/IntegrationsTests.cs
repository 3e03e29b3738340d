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

    [Fact]
    public void Puts_an_AWS_service_with_its_role()
    {
        var bucket = new Integrations.PutIntegrationRequest { Type = IntegrationType.Aws, HttpMethod = "POST", Uri = "arn:aws:apigateway:us-east-1:s3:path/b/k" };
        Put(bucket).Refused(400, "Role ARN must be specified for AWS integrations");
        Put(bucket with { Credentials = "admin" }).Refused(400, "Invalid ARN specified in the request");
        Put(bucket with { Uri = "non-valid-arn" }).Refused(400, "Invalid ARN specified in the request");
        Put(bucket with { Uri = "arn:aws:iam::0000000000:role/service-role/asdf" }).Refused(400, "AWS ARN for integration must contain path or action");
        Assert.Equal("arn:aws:iam::123456789012:role/r", _ground.Do(Put(bucket with { Credentials = "arn:aws:iam::123456789012:role/r" })).Credentials);
        const string function = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations";
        Assert.Null(_ground.Do(Put(bucket with { Uri = function })).Credentials);
    }

    [Fact]
    public void Keeps_every_member_of_an_HTTP_integration()
    {
        var request = Proxy with
        {
            Type = IntegrationType.Http,
            CacheNamespace = "shared",
            CacheKeyParameters = ["method.request.path.id"],
            TlsConfig = new TlsConfig { InsecureSkipVerification = true },
            ContentHandling = ContentHandling.ConvertToText,
            ConnectionType = ConnectionType.VpcLink,
            ConnectionId = "${stageVariables.link}",
        };
        var done = _ground.Do(Put(request));
        Assert.Equal(("shared", true, ConnectionType.VpcLink, "${stageVariables.link}"), (done.CacheNamespace, done.TlsConfig!.InsecureSkipVerification, done.ConnectionType, done.ConnectionId));
        Assert.Equal(["method.request.path.id"], done.CacheKeyParameters);
        Put(request with { ConnectionId = null }).Refused(400, "Connection id must be specified for connection type VPC_LINK");
        Put(request with { ConnectionId = "abc123" }).Refused(400, "Invalid Vpc Link identifier specified");
        Put(request with { CacheKeyParameters = ["method.request.header.other"] })
            .Refused(400, "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.other]");
        Put(request with { ResponseTransferMode = ResponseTransferMode.Stream })
            .Refused(400, "Response transfer mode STREAM is only supported for integrations of type 'HTTP_PROXY' and 'AWS_PROXY'.");
        Put(request with { RequestTemplates = Ground.Map(("123", "{}")) }).Refused(400, "Validation Result: warnings : [], errors : [Invalid content type specified: 123]");
    }

    [Fact]
    public void A_streamed_answer_may_take_longer()
    {
        var streamed = Proxy with { ResponseTransferMode = ResponseTransferMode.Stream, TimeoutInMillis = 900_000 };
        Assert.Equal(900_000, _ground.Do(Put(streamed)).TimeoutInMillis);
        Put(streamed with { TimeoutInMillis = 900_001 }).Refused(400, "Timeout should be between 50 ms and 900000 ms");
    }

    [Fact]
    public void A_mock_has_no_back_end() =>
        Assert.Null(_ground.Do(Put(new Integrations.PutIntegrationRequest { Type = IntegrationType.Mock, Uri = "http://example.com" })).Uri);

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
