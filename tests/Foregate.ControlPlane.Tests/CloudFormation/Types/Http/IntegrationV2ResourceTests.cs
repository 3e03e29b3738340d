// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Deployments = Foregate.ControlPlane.Tests.CloudFormation.Stacks.Deployments;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class IntegrationV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP}}
          Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: o, ProtocolType: HTTP}}
          V: {Type: AWS::ApiGatewayV2::VpcLink, Properties: {Name: v, SubnetIds: [subnet-1]}}
          It: {Type: AWS::ApiGatewayV2::Integration, Properties: PROPERTIES}
        """,
        """ApiId: !Ref H, IntegrationType: HTTP_PROXY, IntegrationMethod: GET, IntegrationUri: http://127.0.0.1:9000""");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        """Description: d""",
        """IntegrationMethod: POST""",
        """IntegrationUri: http://127.0.0.1:9001""",
        """RequestParameters: {"overwrite:path": /x}""",
        """ResponseParameters: {"404": {ResponseParameters: [{Source: "200", Destination: "overwrite:statuscode"}]}}""",
        """TimeoutInMillis: 1000""",
        """CredentialsArn: arn:aws:iam::000000000000:role/r""",
        """TlsConfig: {ServerNameToVerify: a.example}""",
        """IntegrationUri: "arn:aws:elasticloadbalancing:us-east-1:000000000000:listener/app/a/b/c", ConnectionType: VPC_LINK, ConnectionId: !Ref V""");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("""ApiId: !Ref Other""");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Integrations.UpdateIntegration(account, account.Stacks["shop"].Resources["H"].PhysicalId, Lifecycle.It(account).PhysicalId, new Integrations.UpdateIntegrationRequest { Description = "else" }, Deployments.Operations).Account!);

    [Fact]
    public void What_only_services_have_changes_in_place_too()
    {
        var life = new Lifecycle(
            """
            Resources:
              H: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: h, ProtocolType: HTTP}}
              It: {Type: AWS::ApiGatewayV2::Integration, Properties: PROPERTIES}
            """,
            """ApiId: !Ref H, IntegrationType: AWS_PROXY, IntegrationSubtype: SQS-SendMessage, PayloadFormatVersion: "1.0", CredentialsArn: "arn:aws:iam::000000000000:role/r", RequestParameters: {QueueUrl: q, MessageBody: b}""");
        life.Changes("IntegrationSubtype: SQS-ReceiveMessage, RequestParameters: {QueueUrl: q}", "RequestParameters: {QueueUrl: q, MessageBody: c}");
    }

    [Fact]
    public void What_only_connections_have_changes_in_place_too()
    {
        var life = new Lifecycle(
            """
            Resources:
              W: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: w, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}}
              It: {Type: AWS::ApiGatewayV2::Integration, Properties: PROPERTIES}
            """,
            "ApiId: !Ref W, IntegrationType: MOCK");
        life.Changes("ContentHandlingStrategy: CONVERT_TO_TEXT", "PassthroughBehavior: NEVER", """RequestTemplates: {"200": "{}"}""", "TemplateSelectionExpression: \\$default", "IntegrationType: HTTP, IntegrationMethod: POST, IntegrationUri: http://127.0.0.1:9000");
    }
}
