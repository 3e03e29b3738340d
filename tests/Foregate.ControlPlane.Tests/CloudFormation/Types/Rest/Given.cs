// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

/// <summary>Resources that others need, as entries of JSON.</summary>
internal static class Given
{
    public const string Api = """
        "A": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "a"}},
        "B": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "b"}}
        """;

    public const string Methods = Api + """
        ,
        "M": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "A"}, "ResourceId": {"Fn::GetAtt": ["A", "RootResourceId"]}, "HttpMethod": "GET", "Integration": {"Type": "MOCK"}}},
        "N": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "B"}, "ResourceId": {"Fn::GetAtt": ["B", "RootResourceId"]}, "HttpMethod": "GET", "Integration": {"Type": "MOCK"}}}
        """;

    public const string Deployments = Methods + """
        ,
        "D": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": "M", "Properties": {"RestApiId": {"Ref": "A"}}},
        "D2": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": "M", "Properties": {"RestApiId": {"Ref": "A"}, "Description": "two"}},
        "E": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": "N", "Properties": {"RestApiId": {"Ref": "B"}}}
        """;

    public const string Stages = Deployments + """
        ,
        "S": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "A"}, "DeploymentId": {"Ref": "D"}, "StageName": "s"}},
        "S2": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "A"}, "DeploymentId": {"Ref": "D"}, "StageName": "s2"}}
        """;

    public const string PrivateDomain = """
        "P": {"Type": "AWS::ApiGateway::DomainNameV2", "Properties": {"DomainName": "a.example.com", "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}},
        "P2": {"Type": "AWS::ApiGateway::DomainNameV2", "Properties": {"DomainName": "b.example.com", "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}},
        "V": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "v", "EndpointConfiguration": {"Types": ["PRIVATE"]}}},
        "VM": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "V"}, "ResourceId": {"Fn::GetAtt": ["V", "RootResourceId"]}, "HttpMethod": "GET", "Integration": {"Type": "MOCK"}}},
        "VD": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": "VM", "Properties": {"RestApiId": {"Ref": "V"}}},
        "V2": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "v", "EndpointConfiguration": {"Types": ["PRIVATE"]}}},
        "VM2": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "V2"}, "ResourceId": {"Fn::GetAtt": ["V2", "RootResourceId"]}, "HttpMethod": "GET", "Integration": {"Type": "MOCK"}}},
        "VD2": {"Type": "AWS::ApiGateway::Deployment", "DependsOn": "VM2", "Properties": {"RestApiId": {"Ref": "V2"}}},
        "T": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "V"}, "DeploymentId": {"Ref": "VD"}, "StageName": "t"}},
        "T2": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "V"}, "DeploymentId": {"Ref": "VD"}, "StageName": "t2"}},
        "T3": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "V2"}, "DeploymentId": {"Ref": "VD2"}, "StageName": "t"}}
        """;

    public const string Tags = """[{"Key": "k", "Value": "v"}]""";

    public const string OtherTags = """[{"Key": "k", "Value": "w"}]""";
}
