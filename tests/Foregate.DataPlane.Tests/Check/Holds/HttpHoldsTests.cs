// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.Holds;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Check.Holds;

public sealed class HttpHoldsTests
{
    public static TheoryData<string, Integration> Closed => new()
    {
        { "Integrations with AWS services (SQS-SendMessage) are not served yet.", GivenAccount.Proxy with { IntegrationType = IntegrationType.AwsProxy, IntegrationSubtype = "SQS-SendMessage" } },
        { "Request parameters of integrations with Lambda functions are not served yet.", GivenAccount.Proxy with { IntegrationType = IntegrationType.AwsProxy, RequestParameters = OrdinalMap.Empty<string>().Add("append:header.a", "b") } },
        { "VPC links are not served yet.", GivenAccount.Proxy with { ConnectionType = Definitions.ApiGateway.ConnectionType.VpcLink } },
        { "serverNameToVerify is not served yet.", GivenAccount.Proxy with { ServerNameToVerify = "example.com" } },
        { "Mapping expressions that read a body are not served yet.", GivenAccount.Proxy with { RequestParameters = OrdinalMap.Empty<string>().Add("append:header.a", "$request.body.a") } },
        { "Mapping expressions that read a body are not served yet.", GivenAccount.Proxy with { ResponseParameters = GivenAccount.Proxy.ResponseParameters.Add("200", OrdinalMap.Empty<string>().Add("append:header.a", "${response.body.a}")) } },
    };

    [Theory]
    [MemberData(nameof(Closed))]
    public void What_must_not_be_passed_by_keeps_a_route_closed(string reason, Integration integration)
    {
        var snapshot = GivenAccount.HttpSnapshot("GET /pets", "integrations/int001");
        snapshot = snapshot with { Integrations = snapshot.Integrations.SetItem("int001", integration) };
        Assert.Equal([reason], HttpHolds.Closing(snapshot, snapshot.Routes["rou001"]));
    }

    [Theory]
    [InlineData(AuthorizationType.AwsIam, "AWS_IAM")]
    [InlineData(AuthorizationType.Custom, "CUSTOM")]
    [InlineData(AuthorizationType.Jwt, "JWT")]
    public void Authorization_keeps_a_route_closed(AuthorizationType type, string name)
    {
        var snapshot = GivenAccount.HttpSnapshot("GET /pets", "integrations/int001");
        Assert.Equal([$"{name} authorization is not enforced yet."], HttpHolds.Closing(snapshot, snapshot.Routes["rou001"] with { AuthorizationType = type }));
        Assert.Empty(HttpHolds.Closing(snapshot, snapshot.Routes["rou001"]));
    }

    [Fact]
    public void What_a_stage_says_and_is_served_without_is_noted()
    {
        List<CompilationFault> held = [];
        var stage = GivenAccount.HttpStage("dev") with { ClientCertificateId = "cert01", DefaultRouteSettings = new RouteSettings { LoggingLevel = "INFO" } };
        HttpHolds.Note(stage, GivenRequest.Compilation(ApiKind.Http, held: held));
        Assert.Equal(["Client certificates are not shown to back ends yet.", "Execution logs are not written yet."], held.Select(static item => item.Message));
        held.Clear();
        HttpHolds.Note(GivenAccount.HttpStage("dev"), GivenRequest.Compilation(ApiKind.Http, held: held));
        Assert.Empty(held);
    }

    [Fact]
    public void A_web_socket_api_is_held_as_a_whole()
    {
        using var ledgers = new Ledgers(Sample.Options);
        var account = GivenAccount.Empty.WithHttp("$connect", "integrations/gone", null, GivenAccount.HttpStage("dev"));
        account = account with { Apis = account.Apis.SetItem("http123456", account.Apis["http123456"] with { ProtocolType = ProtocolType.WebSocket }) };
        var (snapshot, faults) = SnapshotCompiler.Compile(account, ledgers);
        Assert.Empty(faults);
        Assert.Equal("/apis/http123456", Assert.Single(snapshot!.Held).Path);
        var exchange = GivenRequest.Of("GET", "/_aws/execute-api/http123456/dev/x");
        Assert.Equal(RejectionReason.UnknownStage, snapshot.Addresses.Resolve(exchange).Rejection!.Reason);
    }
}
