// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>The types of resources that SAM has.</summary>
internal static class SamNames
{
    public const string Function = "AWS::Serverless::Function";
    public const string StateMachine = "AWS::Serverless::StateMachine";
    public const string Api = "AWS::Serverless::Api";
    public const string HttpApi = "AWS::Serverless::HttpApi";
    public const string WebSocketApi = "AWS::Serverless::WebSocketApi";
    public const string SimpleTable = "AWS::Serverless::SimpleTable";
    public const string Application = "AWS::Serverless::Application";
    public const string LayerVersion = "AWS::Serverless::LayerVersion";
    public const string CapacityProvider = "AWS::Serverless::CapacityProvider";
    public const string Connector = "AWS::Serverless::Connector";
}
