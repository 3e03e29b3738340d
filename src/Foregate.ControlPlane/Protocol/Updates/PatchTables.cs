// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>What every Update operation of API Gateway's first interface may change, by the operation's name.</summary>
internal static class PatchTables
{
    private const string NoParameter = "Invalid parameter name specified";

    private const string NoContentType = "Content-Type specified was not found";

    private static readonly FrozenDictionary<string, PatchTable> s_tables = new Dictionary<string, PatchTable>(StringComparer.Ordinal)
    {
        ["UpdateAccount"] = new(PatchRules.Text("/cloudwatchRoleArn"), PatchRules.Item("/features")),
        ["UpdateApiKey"] = new(
            PatchRules.Text("/description"), PatchRules.Boolean("/enabled"), PatchRules.Text("/name"), PatchRules.Text("/customerId"),
            PatchRules.Item("/labels"), Renamed("/stages", "stageKeys")),
        ["UpdateAuthorizer"] = new(
            PatchRules.Text("/authorizerUri"), PatchRules.Text("/authorizerCredentials"), PatchRules.Integer("/authorizerResultTtlInSeconds"), PatchRules.Text("/authType"),
            PatchRules.Text("/identityValidationExpression"), PatchRules.Text("/name"), PatchRules.Text("/type"),
            PatchRules.Text("/identitySource", PatchRules.AddReplaceRemove), PatchRules.Item("/providerARNs")),
        ["UpdateBasePathMapping"] = new(
            PatchRules.Text("/basePath"), Renamed("/basepath", "basePath"), Renamed("/restapiId", "restApiId"), Renamed("/restApiId", "restApiId"), PatchRules.Text("/stage")),
        ["UpdateClientCertificate"] = new(PatchRules.Text("/description")),
        ["UpdateDeployment"] = new(PatchRules.Text("/description")),
        ["UpdateDocumentationPart"] = new(PatchRules.Text("/properties")),
        ["UpdateDocumentationVersion"] = new(PatchRules.Text("/description")),
        ["UpdateDomainName"] = new(
            PatchRules.Text("/certificateName", PatchRules.AddReplaceRemove), PatchRules.Text("/certificateArn", PatchRules.AddReplaceRemove),
            PatchRules.Text("/regionalCertificateName", PatchRules.AddReplaceRemove), PatchRules.Text("/regionalCertificateArn", PatchRules.AddReplaceRemove),
            PatchRules.Item("/endpointConfiguration/types"), PatchRules.NamedItem("/endpointConfiguration/types/{type}", PatchRules.Replace),
            PatchRules.Text("/endpointConfiguration/ipAddressType"), PatchRules.Text("/endpointAccessMode"), PatchRules.Text("/managementPolicy"), PatchRules.Text("/policy"),
            PatchRules.Text("/mutualTlsAuthentication/truststoreUri", PatchRules.AddReplaceRemove),
            PatchRules.Text("/mutualTlsAuthentication/truststoreVersion", PatchRules.AddReplaceRemove),
            PatchRules.Text("/ownershipVerificationCertificateArn", PatchRules.AddReplaceRemove), PatchRules.Text("/routingMode"), PatchRules.Text("/securityPolicy")),
        ["UpdateGatewayResponse"] = new(
            PatchRules.Text("/statusCode"), PatchRules.Entry("/responseParameters/{name}", NoParameter), PatchRules.Entry("/responseTemplates/{type}", NoContentType)) { ListsPaths = false },
        ["UpdateIntegration"] = new(
            PatchRules.NamedItem("/cacheKeyParameters/{name}"), PatchRules.Text("/cacheNamespace"), PatchRules.Text("/connectionId"), PatchRules.Text("/connectionType"),
            PatchRules.Text("/contentHandling"), PatchRules.Text("/integrationTarget"), PatchRules.Text("/passthroughBehavior"), PatchRules.Text("/responseTransferMode"),
            PatchRules.Integer("/timeoutInMillis"), PatchRules.Boolean("/tlsConfig/insecureSkipVerification"), PatchRules.Text("/credentials"), PatchRules.Text("/httpMethod"),
            PatchRules.Text("/uri"), PatchRules.Entry("/requestParameters/{name}", NoParameter), PatchRules.Entry("/requestTemplates/{type}", NoContentType)) { ListsPaths = false },
        ["UpdateIntegrationResponse"] = new(
            PatchRules.Text("/contentHandling"), PatchRules.Text("/selectionPattern"), PatchRules.Entry("/responseParameters/{name}", NoParameter),
            PatchRules.Entry("/responseTemplates/{type}", NoContentType)) { ListsPaths = false },
        ["UpdateMethod"] = new(
            PatchRules.Item("/authorizationScopes"), PatchRules.Text("/authorizationType"), PatchRules.Text("/authorizerId"), PatchRules.Boolean("/apiKeyRequired"),
            PatchRules.Text("/operationName"), PatchRules.Text("/requestValidatorId"), PatchRules.Entry("/requestParameters/{name}", NoParameter, PatchValues.Boolean),
            PatchRules.Entry("/requestModels/{type}", NoContentType)) { ListsPaths = false },
        ["UpdateMethodResponse"] = new(
            PatchRules.Entry("/responseModels/{type}", NoContentType), PatchRules.Entry("/responseParameters/{name}", NoParameter, PatchValues.Boolean)) { ListsPaths = false },
        ["UpdateModel"] = new(PatchRules.Text("/description"), PatchRules.Text("/schema")),
        ["UpdateRequestValidator"] = new(PatchRules.Text("/name"), PatchRules.Boolean("/validateRequestBody"), PatchRules.Boolean("/validateRequestParameters")),
        ["UpdateResource"] = new(PatchRules.Text("/parentId"), PatchRules.Text("/pathPart")),
        ["UpdateRestApi"] = new(
            PatchRules.Text("/apiKeySource"), PatchRules.Boolean("/disableExecuteApiEndpoint"), PatchRules.Text("/endpointAccessMode"), PatchRules.Integer("/minimumCompressionSize"),
            PatchRules.Text("/name"), PatchRules.Text("/policy"), PatchRules.Text("/securityPolicy"), PatchRules.Text("/endpointConfiguration/ipAddressType"),
            PatchRules.NamedItem("/binaryMediaTypes/{type}"), PatchRules.Text("/description", PatchRules.AddReplaceRemove),
            OnlyItem("/endpointConfiguration/types/{type}"), PatchRules.Item("/endpointConfiguration/vpcEndpointIds")) { Otherwise = RefuseEndpoint },
        ["UpdateStage"] = StagePatches.Table,
        ["UpdateUsage"] = new(PatchRules.Integer("/remaining")),
        ["UpdateUsagePlan"] = UsagePlanPatches.Table,
        ["UpdateVpcLink"] = new(PatchRules.Text("/name"), PatchRules.Text("/description")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static PatchTable? Find(string operation) => s_tables.GetValueOrDefault(operation);

    private static AwsError RefuseEndpoint(PatchDocument document, PatchOperation operation, IReadOnlyList<string> path) => AwsError.BadRequest(path switch
    {
        ["endpointConfiguration", "ipAddressType"] => "Invalid patch operation specified. Must be one of: [replace]",
        ["endpointConfiguration", "types", ..] when operation.Op is not ("add" or "remove" or "replace") => "Invalid patch operation specified. Must be 'add'|'remove'|'replace'",
        _ => $"Invalid patch path {operation.Path}",
    });

    // There is one in the list, whatever the path calls it: its name, or its place.
    private static PatchRule OnlyItem(string path)
    {
        var list = PatchOperation.Segments(path)[..^1];
        return new PatchRule(path, PatchRules.Replace, (document, operation, _) =>
        {
            if (string.IsNullOrEmpty(operation.Value))
            {
                return PatchValues.Invalid(operation);
            }

            document.Set(WireValue.List([operation.Value]), list);
            return null;
        });
    }

    // Some paths are spelt otherwise than the member they change.
    private static PatchRule Renamed(string path, string member)
    {
        var rule = path == "/stages" ? PatchRules.Item("/" + member) : PatchRules.Text("/" + member);
        return new PatchRule(path, rule.Ops, rule.Apply);
    }
}
