// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.DomainNames;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Http;

public sealed class RoutingRuleV2ResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          D: {Type: AWS::ApiGatewayV2::DomainName, Properties: {DomainName: a.example.com, RoutingMode: ROUTING_RULE_ONLY, DomainNameConfigurations: [{CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/c"}]}}
          E: {Type: AWS::ApiGatewayV2::DomainName, Properties: {DomainName: b.example.com, DomainNameConfigurations: [{CertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/c"}]}}
          R: {Type: AWS::ApiGateway::RestApi, Properties: {Name: r}}
          M: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref R, ResourceId: !GetAtt R.RootResourceId, HttpMethod: GET, AuthorizationType: NONE, Integration: {Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: "http://127.0.0.1:9000"}}}
          P: {Type: AWS::ApiGateway::Deployment, DependsOn: M, Properties: {RestApiId: !Ref R}}
          S: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref R, DeploymentId: !Ref P, StageName: s}}
          It: {Type: AWS::ApiGatewayV2::RoutingRule, DependsOn: S, Properties: PROPERTIES}
        """,
        "DomainNameArn: !GetAtt D.DomainNameArn, Priority: 5, Conditions: [{MatchBasePaths: {AnyOf: [a]}}], Actions: [{InvokeApi: {ApiId: !Ref R, Stage: s}}]");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        "Priority: 6", "Conditions: [{MatchHeaders: {AnyOf: [{Header: x-a, ValueGlob: b*}]}}]", "Actions: [{InvokeApi: {ApiId: !Ref R, Stage: s, StripBasePath: true}}]");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("DomainNameArn: !GetAtt E.DomainNameArn");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account =>
    {
        var rule = account.DomainNames["a.example.com"].RoutingRules.Values.Single();
        var request = new RoutingRules.RoutingRuleRequest(7, rule.Conditions, rule.Actions);
        return RoutingRules.PutRoutingRule(account, "a.example.com", null, rule.RoutingRuleId, request).Account!;
    });

    [Fact]
    public void It_is_known_by_its_arn()
    {
        var rule = Lifecycle.It(s_life.Made());
        Assert.StartsWith("arn:aws:apigateway:us-east-1:000000000000:/domainnames/a.example.com/routingrules/", rule.PhysicalId, StringComparison.Ordinal);
        Assert.EndsWith(rule.Attributes["RoutingRuleId"], rule.PhysicalId, StringComparison.Ordinal);
    }
}
