// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Generated;

namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>The models that Foregate carries. Each is read when it is first asked for: a start does not pay for them.</summary>
internal static class ServiceModels
{
    private static readonly Lazy<ServiceModel> s_apiGateway = new(static () => ModelReader.Read(ApiGatewayModel.Text));

    private static readonly Lazy<ServiceModel> s_apiGatewayV2 = new(static () => ModelReader.Read(ApiGatewayV2Model.Text));

    private static readonly Lazy<ServiceModel> s_lambda = new(static () => ModelReader.Read(LambdaModel.Text));

    private static readonly Lazy<ServiceModel> s_cloudFormation = new(static () => ModelReader.Read(CloudFormationModel.Text));

    private static readonly Lazy<ServiceModel> s_iam = new(static () => ModelReader.Read(IamModel.Text));

    private static readonly Lazy<ServiceModel> s_sts = new(static () => ModelReader.Read(StsModel.Text));

    private static readonly Lazy<ServiceModel> s_ssm = new(static () => ModelReader.Read(SsmModel.Text));

    /// <summary>REST APIs and what belongs to them.</summary>
    public static ServiceModel ApiGateway => s_apiGateway.Value;

    /// <summary>HTTP and WebSocket APIs and what belongs to them.</summary>
    public static ServiceModel ApiGatewayV2 => s_apiGatewayV2.Value;

    /// <summary>Functions and what belongs to them: the operations that are built.</summary>
    public static ServiceModel Lambda => s_lambda.Value;

    /// <summary>Stacks: the operations that are built, and some that are refused by name.</summary>
    public static ServiceModel CloudFormation => s_cloudFormation.Value;

    /// <summary>Roles and policies: the operations that are built.</summary>
    public static ServiceModel Iam => s_iam.Value;

    /// <summary>Who somebody is: the operations that are built.</summary>
    public static ServiceModel Sts => s_sts.Value;

    /// <summary>Parameters of Systems Manager: the operations that are built.</summary>
    public static ServiceModel Ssm => s_ssm.Value;
}
