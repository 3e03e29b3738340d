// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::RequestValidator</c>.</summary>
internal static class RequestValidatorResource
{
    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::RequestValidator", new ObjectKind("the request validator", "Name RestApiId ValidateRequestBody ValidateRequestParameters"), ["RestApiId"], Create)
    {
        Replacing = ["Name", "RestApiId"],
        Update = Update,
        Delete = static removal => removal.Apply(account => RequestValidators.DeleteRequestValidator(account, removal.Text("RestApiId"), removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(
            account.RestApis.GetValueOrDefault(resource.Text("RestApiId"))?.RequestValidators.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayRequestValidatorRow),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/requestvalidators/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (api, request) = (context.Properties.Text("RestApiId") ?? "", Request(context));
        return context.Apply(account => RequestValidators.CreateRequestValidator(account, api, request, context.Operations), "RestApiId") is { } made ? Value(made.Id) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (api, request) = (context.Properties.Text("RestApiId") ?? "", Request(context));
        return context.Apply(account => RequestValidators.UpdateRequestValidator(account, api, context.PhysicalId, request), "RestApiId") is null ? null : Value(context.PhysicalId);
    }

    private static ResourceValue Value(string id) => new(id, ("RequestValidatorId", id));

    private static RequestValidators.CreateRequestValidatorRequest Request(ResourceContext context) => new()
    {
        Name = context.Properties.Text("Name"),
        ValidateRequestBody = context.Properties.Boolean("ValidateRequestBody") ?? false,
        ValidateRequestParameters = context.Properties.Boolean("ValidateRequestParameters") ?? false,
    };
}
