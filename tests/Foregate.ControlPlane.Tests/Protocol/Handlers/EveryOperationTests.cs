// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers;

public sealed class EveryOperationTests : IDisposable
{
    // What is the same in all accounts; and what UnknownIdsTests asks of private domain names.
    private static readonly string[] s_elsewhere = ["GetSdkType", "DeleteDomainNameAccessAssociation"];

    private static readonly AwsCredentials s_other = new("AKIDOTHER", "secret");

    private readonly FullAccount _full = new();

    public static IEnumerable<TheoryDataRow<string>> WithIds() => ServiceModels.ApiGateway.Operations
        .Where(static operation => operation.UriTemplate.Contains('{', StringComparison.Ordinal) && OperationHandlers.ApiGateway.ContainsKey(operation.Name) && !s_elsewhere.Contains(operation.Name))
        .Select(static operation => new TheoryDataRow<string>(operation.Name));

    public static IEnumerable<TheoryDataRow<string>> Updates() => WithIds().Where(static row => row.Data.StartsWith("Update", StringComparison.Ordinal));

    public void Dispose() => _full.Dispose();

    [Theory]
    [MemberData(nameof(WithIds))]
    public void An_id_of_another_account_is_answered_as_one_that_nobody_has(string name)
    {
        var operation = ServiceModels.ApiGateway.Find(name)!;
        var path = _full.PathOf(operation)!;
        var before = _full.Client.Account;
        var (body, query) = FullAccount.Required(operation);
        var theirs = Ask(operation, path, body, query);
        // The same letters in another order: ids of the same form that nobody has.
        var unknown = _full.Labels.ToDictionary(
            static label => label.Key, static label => label.Key is "http_method" or "status_code" or "response_type" or "sdk_type" or "export_type" ? label.Value : Other(label.Value));
        var nobodys = Ask(operation, FullAccount.PathOf(operation, unknown)!, body, query);
        Assert.InRange(theirs.Status, 400, 409);
        Assert.Equal(theirs.Status, nobodys.Status);
        Assert.Equal(theirs.Body, _full.Labels.Where(label => operation.UriTemplate.Contains($"{{{label.Key}}}", StringComparison.Ordinal)).OrderByDescending(static label => label.Value.Length).Aggregate(
            nobodys.Body, (text, label) => text.Replace(Uri.UnescapeDataString(unknown[label.Key]), Uri.UnescapeDataString(label.Value), StringComparison.Ordinal)));
        Assert.Same(before, _full.Client.Account);
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public void No_change_breaks_a_resource_and_one_that_is_refused_changes_nothing(string name)
    {
        var operation = ServiceModels.ApiGateway.Find(name)!;
        var path = _full.PathOf(operation)!;
        string[] values =
        [
            "", "true", "-1", "0", "1", "1e9", "x", "NONE", "CUSTOM", "PRIVATE", "HTTP", "{}", "[]", "a:b", "/a", "'a'", "DAY", "WEEK", "INFO", "0.5", "MOCK", "VPC_LINK", "STREAM", "text/plain", "Empty", "444",
            "method.request.header.Auth", .. _full.Labels.Values,
        ];
        string[] paths = [.. s_paths, .. _full.Labels.Values.Select(static label => "/" + label)];
        var change = Gen.Select(
            OneOf("add", "replace", "remove", "copy", "move", "test"),
            Gen.Frequency((9, OneOf(paths)), (1, Gen.String)),
            Gen.Frequency((9, OneOf(values)), (1, Gen.String)).Null());
        change.List[1, 3].Sample(
            changes =>
            {
                var before = _full.Client.Account;
                var body = new System.Text.Json.Nodes.JsonObject
                {
                    ["patchOperations"] = new System.Text.Json.Nodes.JsonArray(
                        [.. changes.Select(static item => new System.Text.Json.Nodes.JsonObject { ["op"] = item.Item1, ["path"] = item.Item2, ["value"] = item.Item3, ["from"] = item.Item2 })]),
                };
                var answer = _full.Client.Send("PATCH", path, body.ToJsonString());
                return answer.StatusCode is 200 or 201 || (answer.StatusCode is >= 400 and < 500 && ReferenceEquals(before, _full.Client.Account));
            },
            iter: 300,
            threads: 1,
            print: static changes => string.Join("; ", changes));
    }

    // What any table knows, and what comes near.
    private static readonly string[] s_paths =
    [
        "", "/", "/name", "/description", "/enabled", "/customerId", "/stages", "/labels", "/type", "/authType", "/identitySource", "/providerARNs", "/authorizerUri", "/authorizerResultTtlInSeconds", "/properties",
        "/statusCode", "/responseParameters/gatewayresponse.header.a", "/responseParameters/method.response.header.a", "/responseTemplates/application~1json", "/responseTemplates/x", "/responseModels/text~1plain",
        "/cacheKeyParameters/a", "/cacheNamespace", "/connectionId", "/connectionType", "/contentHandling", "/integrationTarget", "/passthroughBehavior", "/responseTransferMode", "/timeoutInMillis",
        "/tlsConfig/insecureSkipVerification", "/credentials", "/httpMethod", "/uri", "/requestParameters/method.request.header.a", "/requestTemplates/application~1json", "/selectionPattern", "/authorizationScopes",
        "/authorizationType", "/authorizerId", "/apiKeyRequired", "/operationName", "/requestValidatorId", "/requestModels/application~1json", "/schema", "/validateRequestBody", "/parentId", "/pathPart",
        "/apiKeySource", "/disableExecuteApiEndpoint", "/endpointAccessMode", "/minimumCompressionSize", "/policy", "/securityPolicy", "/endpointConfiguration/ipAddressType", "/binaryMediaTypes/a~1b",
        "/endpointConfiguration/types/0", "/endpointConfiguration/vpcEndpointIds", "/accessLogSettings", "/accessLogSettings/format", "/cacheClusterEnabled", "/cacheClusterSize", "/clientCertificateId",
        "/documentationVersion", "/tracingEnabled", "/deploymentId", "/canarySettings", "/canarySettings/percentTraffic", "/canarySettings/deploymentId", "/canarySettings/stageVariableOverrides/a", "/variables",
        "/variables/a", "/*/*/throttling/rateLimit", "/*/*/logging/loglevel", "/~1pets/GET/caching/ttlInSeconds", "/pets/GET/caching/unauthorizedCacheControlHeaderStrategy", "/*/*", "/remaining", "/apiStages",
        "/basePath", "/restapiId", "/stage", "/regionalCertificateArn", "/certificateArn", "/certificateName", "/endpointConfiguration/types", "/endpointConfiguration/types/REGIONAL", "/managementPolicy",
        "/mutualTlsAuthentication/truststoreUri", "/mutualTlsAuthentication/truststoreVersion", "/ownershipVerificationCertificateArn", "/routingMode", "/pemEncodedCertificate",
        "/productCode", "/quota", "/quota/limit", "/quota/offset", "/quota/period", "/throttle", "/throttle/burstLimit", "/throttle/rateLimit", "/apiStages/a:b/throttle/~1pets/GET/rateLimit",
    ];

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string Other(string id) => id.Length < 3 ? id + "x" : id[^1] + id[1..^1] + id[0] == id ? id + "x" : id.StartsWith("arn", StringComparison.Ordinal) ? id + "x" : id[^1] + id[1..^1] + id[0];

    private (int Status, string Body) Ask(OperationShape operation, string path, string body, string query)
    {
        var answer = _full.Client.Send(operation.Method, path, operation.Method is "GET" or "DELETE" ? "" : body, query, s_other);
        return (answer.StatusCode, Encoding.UTF8.GetString(answer.Body.Span));
    }
}
