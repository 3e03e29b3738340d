// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>The table of fates: every property that OpenAPI and API Gateway's extensions know, and what becomes of it here.</summary>
internal static class ObjectKinds
{
    private const string Methods = "get put post delete options head patch x-amazon-apigateway-any-method";

    private static readonly (string, Fate)[] RootRefusals =
    [
        ("x-amazon-apigateway-authorizer", Fate.Foreign("belongs to a security scheme", "Move it there.")),
        ("x-amazon-apigateway-auth", Fate.Foreign("belongs to an operation", "Move it there.")),
        ("x-amazon-apigateway-authtype", Fate.Foreign("belongs to a security scheme", "Move it there.")),
    ];

    private const string RootExtensions =
        "x-amazon-apigateway-cors x-amazon-apigateway-api-key-source x-amazon-apigateway-binary-media-types"
        + " x-amazon-apigateway-importexport-version x-amazon-apigateway-endpoint-configuration x-amazon-apigateway-policy"
        + " x-amazon-apigateway-request-validator x-amazon-apigateway-request-validators x-amazon-apigateway-gateway-responses"
        + " x-amazon-apigateway-minimum-compression-size x-amazon-apigateway-security-policy x-amazon-apigateway-endpoint-access-mode"
        + " x-amazon-apigateway-documentation tags x-foregate-stage x-foregate-usage-plan";

    private const string RootInert = "externalDocs x-amazon-apigateway-tag-value";

    public static ObjectKind OpenApi3 { get; } = new(
        "the document", $"openapi info paths components security servers {RootExtensions}", RootInert, RootRefusals);

    public static ObjectKind Swagger2 { get; } = new(
        "the document",
        $"swagger info paths parameters responses definitions securityDefinitions security basePath consumes produces {RootExtensions}",
        $"host schemes {RootInert}",
        RootRefusals);

    public static ObjectKind Info { get; } = new("the info object", "title description version", "termsOfService contact license summary");

    public static ObjectKind Tag { get; } = new("a tag", "name x-amazon-apigateway-tag-value", "description externalDocs");

    public static ObjectKind Server { get; } = new("a server", "url variables x-amazon-apigateway-endpoint-configuration", "description");

    public static ObjectKind ServerVariables { get; } = ObjectKind.Map("the server variables");

    public static ObjectKind ServerVariable { get; } = new("a server variable", "default", "enum description");

    public static ObjectKind EndpointConfiguration { get; } = new(
        "the endpoint configuration",
        "types vpcEndpointIds ipAddressType disableExecuteApiEndpoint");

    public static ObjectKind Validators { get; } = ObjectKind.Map("the request validators");

    public static ObjectKind Validator { get; } = new("a request validator", "validateRequestBody validateRequestParameters");

    public static ObjectKind GatewayResponses { get; } = ObjectKind.Map("the gateway responses");

    public static ObjectKind GatewayResponse { get; } = new("a gateway response", "statusCode responseParameters responseTemplates");

    public static ObjectKind Documentation { get; } = new("the documentation", "documentationParts", "version createdDate");

    public static ObjectKind DocumentationPart { get; } = new("a documentation part", "location properties");

    public static ObjectKind DocumentationLocation { get; } = new("a location", "type path method statusCode name");

    public static ObjectKind Components { get; } = new(
        "the components", "schemas parameters responses requestBodies securitySchemes pathItems x-amazon-apigateway-integrations", "examples headers links callbacks");

    public static ObjectKind Schemas { get; } = ObjectKind.Map("the schemas");

    public static ObjectKind RequestBody { get; } = new("a request body", "content required", "description");

    public static ObjectKind Content { get; } = ObjectKind.Map("the content");

    public static ObjectKind MediaType { get; } = new("a media type", "schema", "example examples encoding");

    public static ObjectKind Paths { get; } = ObjectKind.Map("the paths", extensible: true);

    public static ObjectKind PathItem { get; } = new(
        "a path item",
        $"$ref parameters {Methods}",
        "summary description servers x-amazon-apigateway-documentation",
        ("trace", Fate.Foreign("is a method that API Gateway does not take", "Remove it.")));

    public static ObjectKind Operation { get; } = new(
        "an operation",
        "operationId parameters requestBody responses security consumes produces isDefaultRoute x-amazon-apigateway-integration x-amazon-apigateway-auth"
        + " x-amazon-apigateway-request-validator",
        "tags summary description externalDocs callbacks deprecated servers schemes x-amazon-apigateway-documentation",
        ("x-amazon-apigateway-authorizer", Fate.Foreign("belongs to a security scheme", "Move it there.")));

    public static ObjectKind Auth { get; } = new("the authorization", "type");

    public static ObjectKind Parameter { get; } = new(
        "a parameter",
        "name in required schema",
        "description deprecated allowEmptyValue style explode allowReserved example examples content type format items collectionFormat default maximum"
        + " exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf");

    public static ObjectKind Responses { get; } = ObjectKind.Map("the responses", extensible: true);

    public static ObjectKind Response { get; } = new("a response", "headers content schema", "description links examples");

    public static ObjectKind Headers { get; } = ObjectKind.Map("the headers");

    public static ObjectKind SecuritySchemes { get; } = ObjectKind.Map("the security schemes");

    public static ObjectKind SecurityScheme { get; } = new(
        "a security scheme",
        "type name in x-amazon-apigateway-authorizer x-amazon-apigateway-authtype",
        "description scheme bearerFormat flows openIdConnectUrl flow authorizationUrl tokenUrl scopes");

    public static ObjectKind Authorizer { get; } = new(
        "an authorizer",
        "type authorizerUri authorizerCredentials authorizerPayloadFormatVersion enableSimpleResponses identitySource jwtConfiguration"
        + " identityValidationExpression authorizerResultTtlInSeconds providerARNs");

    public static ObjectKind JwtConfiguration { get; } = new("the JWT configuration", "issuer audience");

    public static ObjectKind SecurityRequirement { get; } = ObjectKind.Map("a security requirement");

    public static ObjectKind RestIntegration { get; } = new(
        "an integration",
        "$ref type uri httpMethod credentials connectionType connectionId integrationTarget passthroughBehavior contentHandling timeoutInMillis cacheNamespace"
        + " cacheKeyParameters requestParameters requestTemplates responses responseTransferMode tlsConfig",
        "description",
        ("payloadFormatVersion", Fate.Refused("payload format 2.0", "Use 1.0.", "1.0", "1")),
        ("integrationSubtype", Fate.Foreign("is nothing that REST APIs have", "Use an integration of type AWS.")));

    public static ObjectKind RestTlsConfig { get; } = new("the TLS configuration", "insecureSkipVerification");

    public static ObjectKind IntegrationResponses { get; } = ObjectKind.Map("the integration responses");

    public static ObjectKind IntegrationResponse { get; } = new("an integration response", "statusCode responseParameters responseTemplates contentHandling");

    public static ObjectKind HttpIntegration { get; } = new(
        "an integration",
        "$ref type uri httpMethod credentials connectionType connectionId integrationSubtype payloadFormatVersion timeoutInMillis requestParameters"
        + " responseParameters description tlsConfig",
        "passthroughBehavior",
        ("integrationTarget", Fate.Foreign("is nothing that HTTP APIs have", "Give the listener of the load balancer as uri.")),
        ("requestTemplates", Fate.Foreign("is nothing that HTTP APIs have", "Remove it.")),
        ("responses", Fate.Foreign("is nothing that HTTP APIs have", "Use responseParameters.")));

    public static ObjectKind HttpTlsConfig { get; } = new("the TLS configuration", "serverNameToVerify");

    public static ObjectKind Integrations { get; } = ObjectKind.Map("the integrations");

    public static ObjectKind ResponseParameters { get; } = ObjectKind.Map("the response parameters");

    public static ObjectKind Cors { get; } = new(
        "the CORS configuration", "allowOrigins allowMethods allowHeaders exposeHeaders allowCredentials maxAge");

    public static ObjectKind RestStage { get; } = new(
        "the stage",
        "stageName description variables methodSettings accessLogSettings cacheClusterEnabled cacheClusterSize canarySettings clientCertificateId tracingEnabled",
        "",
        ("webAclArn", Fate.Refused("web ACLs", "Remove it.")));

    public static ObjectKind CanarySettings { get; } = new(
        "the canary settings",
        "percentTraffic stageVariableOverrides useStageCache",
        "",
        ("deploymentId", Fate.Foreign("names a deployment, and a document makes one, which the stage and its canary share", "Remove it; to release other definitions to a few, make the canary by a call of CreateDeployment.")));

    public static ObjectKind HttpStage { get; } = new(
        "the stage",
        "stageName description stageVariables defaultRouteSettings routeSettings accessLogSettings",
        "",
        [
            .. Absent("cacheClusterEnabled", "cacheClusterSize", "canarySettings", "clientCertificateId", "tracingEnabled", "webAclArn"),
            ("autoDeploy", Fate.Refused("stages that are deployed by hand", "Remove it: an imported API is deployed.", "true")),
        ]);

    public static ObjectKind MethodSettings { get; } = ObjectKind.Map("the method settings");

    public static ObjectKind MethodSetting { get; } = new(
        "a method setting",
        "throttlingBurstLimit throttlingRateLimit cachingEnabled cacheTtlInSeconds cacheDataEncrypted requireAuthorizationForCacheControl unauthorizedCacheControlHeaderStrategy"
        + " metricsEnabled loggingLevel dataTraceEnabled");

    public static ObjectKind RouteSettings { get; } = new(
        "route settings", "throttlingBurstLimit throttlingRateLimit", "detailedMetricsEnabled dataTraceEnabled loggingLevel");

    public static ObjectKind AccessLogSettings { get; } = new("the access log settings", "destinationArn format");

    public static ObjectKind UsagePlan { get; } = new("the usage plan", "name description apiKeys apiStages productCode throttle quota");

    public static ObjectKind ApiStages { get; } = new("an API stage", "apiId stage throttle");

    public static ObjectKind MethodThrottles { get; } = ObjectKind.Map("the throttles of methods");

    public static ObjectKind Throttle { get; } = new("the throttle", "burstLimit rateLimit");

    public static ObjectKind Quota { get; } = new("the quota", "limit offset period");

    public static ObjectKind ApiKey { get; } = new("an API key", "name description value enabled");

    /// <summary>Maps from names that the author chose to texts.</summary>
    public static ObjectKind Strings { get; } = ObjectKind.Map("a map of texts");

    // What stages of REST APIs have, and those of HTTP APIs have not.
    private static IEnumerable<(string, Fate)> Absent(params string[] properties) =>
        properties.Select(static property => (property, Fate.Foreign("is nothing that HTTP APIs have", "Remove it.")));
}
