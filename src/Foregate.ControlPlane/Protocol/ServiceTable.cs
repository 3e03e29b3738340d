// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Services;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol;

/// <summary>The services of AWS that are spoken here. All are on one listener: which one a request means, the scope of its signature says.</summary>
internal static class ServiceTable
{
    // Of two interfaces of one service, the one with the longer prefix stands first.
    private static readonly ServiceInterface[] s_services =
    [
        new("apigateway", "/v2/", static () => new RestJson(ServiceModels.ApiGatewayV2, ServiceDialect.ApiGatewayV2), OperationHandlers.ApiGatewayV2),
        new("apigateway", "", static () => new RestJson(ServiceModels.ApiGateway, ServiceDialect.ApiGateway), OperationHandlers.ApiGateway) { WaitingHandlers = OperationHandlers.ApiGatewayTests },
        new("lambda", "", static () => new RestJson(ServiceModels.Lambda, ServiceDialect.Lambda), OperationHandlers.Lambda) { WaitingHandlers = OperationHandlers.LambdaInvocations },
        new("sts", "", static () => new AwsQuery(ServiceModels.Sts, "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"), OperationHandlers.Sts),
        new("cloudformation", "", static () => new AwsQuery(ServiceModels.CloudFormation, "2010-05-15", "http://cloudformation.amazonaws.com/doc/2010-05-15/"), OperationHandlers.CloudFormation),
        new("ssm", "", static () => new AwsJson(ServiceModels.Ssm, "AmazonSSM"), OperationHandlers.Ssm),
        // One for all regions, as on AWS.
        new("iam", "", static () => new AwsQuery(ServiceModels.Iam, "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/"), OperationHandlers.Iam) { Region = "us-east-1" },
    ];

    /// <summary>What the scope of a signature may call the service.</summary>
    public static IReadOnlyList<string> SigningNames { get; } = [.. s_services.Select(static service => service.SigningName).Distinct(StringComparer.Ordinal)];

    /// <summary>The interface that a request means.</summary>
    /// <param name="signingName">Of its signature; without one, or with one that nobody has, it is guessed from its looks who should refuse it.</param>
    public static ServiceInterface Find(string? signingName, SignedRequest request)
    {
        var name = signingName is not null && SigningNames.Contains(signingName) ? signingName : Guess(request);
        return Array.Find(s_services, service => service.SigningName == name && request.Path.StartsWith(service.PathPrefix, StringComparison.Ordinal))!;
    }

    private static string Guess(SignedRequest request) =>
        AwsQuery.IsMeant(request) ? "sts"
        : AwsJson.IsMeant(request, "AmazonSSM") ? "ssm"
        : request.Path.Split('/') is ["", [_, _, _, _, '-', _, _, '-', _, _], ..] ? "lambda"
        : "apigateway";
}
