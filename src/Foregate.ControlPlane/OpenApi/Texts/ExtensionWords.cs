// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;
using HttpIntegrationType = Foregate.Definitions.ApiGatewayV2.IntegrationType;

namespace Foregate.ControlPlane.OpenApi.Texts;

/// <summary>The words that documents and definitions have for the same thing.</summary>
internal static class ExtensionWords
{
    public static WordList<IntegrationType> Types { get; } = new(
        (IntegrationType.Http, "HTTP"), (IntegrationType.Aws, "AWS"), (IntegrationType.Mock, "MOCK"), (IntegrationType.HttpProxy, "HTTP_PROXY"), (IntegrationType.AwsProxy, "AWS_PROXY"));

    public static WordList<HttpIntegrationType> HttpTypes { get; } = new(
        (HttpIntegrationType.HttpProxy, "HTTP_PROXY"),
        (HttpIntegrationType.AwsProxy, "AWS_PROXY"),
        (HttpIntegrationType.Aws, "AWS"),
        (HttpIntegrationType.Http, "HTTP"),
        (HttpIntegrationType.Mock, "MOCK"));

    public static WordList<PassthroughBehavior> Passthrough { get; } = new(
        (PassthroughBehavior.WhenNoMatch, "WHEN_NO_MATCH"), (PassthroughBehavior.WhenNoTemplates, "WHEN_NO_TEMPLATES"), (PassthroughBehavior.Never, "NEVER"));

    public static WordList<ContentHandling> Handling { get; } = new((ContentHandling.ConvertToBinary, "CONVERT_TO_BINARY"), (ContentHandling.ConvertToText, "CONVERT_TO_TEXT"));

    public static WordList<ResponseTransferMode> TransferModes { get; } = new((ResponseTransferMode.Buffered, "BUFFERED"), (ResponseTransferMode.Stream, "STREAM"));

    public static WordList<ConnectionType> ConnectionTypes { get; } = new((ConnectionType.Internet, "INTERNET"), (ConnectionType.VpcLink, "VPC_LINK"));

    public static WordList<AuthorizerType> AuthorizerTypes { get; } = new(
        (AuthorizerType.Token, "TOKEN"), (AuthorizerType.Request, "REQUEST"), (AuthorizerType.CognitoUserPools, "COGNITO_USER_POOLS"));

    public static WordList<EndpointType> EndpointTypes { get; } = new((EndpointType.Regional, "REGIONAL"), (EndpointType.Edge, "EDGE"), (EndpointType.Private, "PRIVATE"));
}
