// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>The table of fates: every property that OpenAPI and API Gateway's extensions know, and what becomes of it here.</summary>
internal static class ObjectKinds
{
    private const string Methods = "get put post delete options head patch x-amazon-apigateway-any-method";

    private static readonly (string, Fate)[] RootRefusals =
    [
        ("x-amazon-apigateway-authorizer", Fate.Refused("authorizers", "Remove it.")),
        ("x-amazon-apigateway-auth", Fate.Refused("authorization other than API keys", "Remove it.")),
        ("x-amazon-apigateway-policy", Fate.Refused("resource policies", "Remove the policy, and restrict access in front of Foregate until then.")),
        ("x-amazon-apigateway-request-validator", Fate.Refused("request validators", "Remove it; the back end must validate.")),
        ("x-amazon-apigateway-request-validators", Fate.Refused("request validators", "Remove it; the back end must validate.")),
        ("x-amazon-apigateway-gateway-responses", Fate.Refused("gateway responses of your own", "Remove it; the default ones are served.")),
        ("x-amazon-apigateway-minimum-compression-size", Fate.Refused("compression", "Remove it; compress in the back end or in front of Foregate.")),
        ("x-amazon-apigateway-security-policy", Fate.Refused("security policies of endpoints", "Remove it.", "TLS_1_0", "TLS_1_2")),
        ("x-amazon-apigateway-endpoint-access-mode", Fate.Refused("endpoint access modes", "Remove it.", "BASIC")),
        ("x-amazon-apigateway-auth-type", Fate.Refused("authorizers", "Remove it.")),
    ];

    private const string RootExtensions =
        "x-amazon-apigateway-cors x-amazon-apigateway-api-key-source x-amazon-apigateway-binary-media-types"
        + " x-amazon-apigateway-importexport-version x-amazon-apigateway-endpoint-configuration x-foregate-stage x-foregate-usage-plan";

    private const string RootInert = "tags externalDocs x-amazon-apigateway-documentation x-amazon-apigateway-tag-value";

    public static ObjectKind OpenApi3 { get; } = new(
        "the document", $"openapi info paths components security servers {RootExtensions}", RootInert, RootRefusals);

    public static ObjectKind Swagger2 { get; } = new(
        "the document",
        $"swagger info paths parameters responses securityDefinitions security basePath {RootExtensions}",
        $"definitions host schemes consumes produces {RootInert}",
        RootRefusals);

    public static ObjectKind Info { get; } = new("the info object", "title description version", "termsOfService contact license summary");

    public static ObjectKind Server { get; } = new("a server", "url", "description variables");

    public static ObjectKind EndpointConfiguration { get; } = new(
        "the endpoint configuration",
        "",
        "ipAddressType",
        ("types", Fate.Refused("private endpoints", "Use REGIONAL.", "REGIONAL", "EDGE")),
        ("vpcEndpointIds", Fate.Refused("private endpoints", "Remove it.")),
        ("disableExecuteApiEndpoint", Fate.Refused("custom domain names, without which the API could not be reached", "Remove it.", "false")));

    public static ObjectKind Components { get; } = new(
        "the components", "parameters responses securitySchemes pathItems x-amazon-apigateway-integrations", "schemas examples requestBodies headers links callbacks");

    public static ObjectKind Paths { get; } = ObjectKind.Map("the paths", extensible: true);

    public static ObjectKind PathItem { get; } = new(
        "a path item",
        $"$ref parameters {Methods}",
        "summary description servers x-amazon-apigateway-documentation",
        ("trace", Fate.Foreign("is a method that API Gateway does not take", "Remove it.")));

    public static ObjectKind Operation { get; } = new(
        "an operation",
        "operationId parameters responses security x-amazon-apigateway-integration isDefaultRoute",
        "tags summary description externalDocs requestBody callbacks deprecated servers consumes produces schemes x-amazon-apigateway-documentation",
        ("x-amazon-apigateway-auth", Fate.Refused("authorization other than API keys", "Remove it.")),
        ("x-amazon-apigateway-authorizer", Fate.Refused("authorizers", "Remove it.")),
        ("x-amazon-apigateway-request-validator", Fate.Refused("request validators", "Remove it; the back end must validate.")));

    public static ObjectKind Parameter { get; } = new(
        "a parameter",
        "name in required",
        "description deprecated allowEmptyValue style explode allowReserved schema example examples content type format items collectionFormat default maximum"
        + " exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf");

    public static ObjectKind Responses { get; } = ObjectKind.Map("the responses", extensible: true);

    public static ObjectKind Response { get; } = new("a response", "headers", "description content links schema examples");

    public static ObjectKind Headers { get; } = ObjectKind.Map("the headers");

    public static ObjectKind SecuritySchemes { get; } = ObjectKind.Map("the security schemes");

    public static ObjectKind SecurityScheme { get; } = new(
        "a security scheme",
        "type name in",
        "description scheme bearerFormat flows openIdConnectUrl flow authorizationUrl tokenUrl scopes",
        ("x-amazon-apigateway-authorizer", Fate.Refused("authorizers", "Remove the scheme and where it is used, or check the caller in the back end until then.")),
        ("x-amazon-apigateway-authtype", Fate.Refused("authorizers", "Remove the scheme and where it is used, or check the caller in the back end until then.")));

    public static ObjectKind SecurityRequirement { get; } = ObjectKind.Map("a security requirement");

    private static readonly (string, Fate)[] IntegrationRefusals =
    [
        ("connectionType", Fate.Refused("VPC links", "Use INTERNET with an address that this machine can reach.", "INTERNET")),
        ("connectionId", Fate.Refused("VPC links", "Remove it, and use an address that this machine can reach.")),
        ("integrationTarget", Fate.Refused("VPC links", "Remove it, and use an address that this machine can reach.")),
        ("integrationSubtype", Fate.Refused("integrations with AWS services", "Use an HTTP_PROXY integration.")),
        ("credentials", Fate.Refused("credentials of integrations", "Remove it.")),
    ];

    public static ObjectKind RestIntegration { get; } = new(
        "an integration",
        "$ref type uri httpMethod passthroughBehavior contentHandling timeoutInMillis requestParameters requestTemplates responses",
        "cacheNamespace description",
        [
            .. IntegrationRefusals,
            ("cacheKeyParameters", Fate.Refused("response caching", "Remove it.")),
            ("responseTransferMode", Fate.Refused("the STREAM transfer mode by that name (bodies of HTTP_PROXY are always streamed)", "Use BUFFERED or remove it.", "BUFFERED")),
            ("tlsConfig", Fate.Refused("TLS settings of integrations", "Remove it; certificates are verified.")),
            ("payloadFormatVersion", Fate.Refused("payload format 2.0", "Use 1.0.", "1.0")),
        ]);

    public static ObjectKind IntegrationResponses { get; } = ObjectKind.Map("the integration responses");

    public static ObjectKind IntegrationResponse { get; } = new(
        "an integration response",
        "statusCode responseParameters responseTemplates",
        "",
        ("contentHandling", Fate.Refused("conversions between text and binary", "Remove it.")));

    public static ObjectKind HttpIntegration { get; } = new(
        "an integration",
        "$ref type uri httpMethod payloadFormatVersion timeoutInMillis requestParameters responseParameters description",
        "passthroughBehavior",
        [
            .. IntegrationRefusals,
            ("tlsConfig", Fate.Refused("TLS settings of integrations", "Remove it; certificates are verified.")),
            ("requestTemplates", Fate.Foreign("is nothing that HTTP APIs have", "Remove it.")),
            ("responses", Fate.Foreign("is nothing that HTTP APIs have", "Use responseParameters.")),
        ]);

    public static ObjectKind Integrations { get; } = ObjectKind.Map("the integrations");

    public static ObjectKind ResponseParameters { get; } = ObjectKind.Map("the response parameters");

    public static ObjectKind Cors { get; } = new(
        "the CORS configuration", "allowOrigins allowMethods allowHeaders exposeHeaders allowCredentials maxAge");

    public static ObjectKind RestStage { get; } = new("the stage", "stageName description variables methodSettings accessLogSettings", "", StageRefusals());

    public static ObjectKind HttpStage { get; } = new(
        "the stage",
        "stageName description stageVariables defaultRouteSettings routeSettings accessLogSettings",
        "",
        [.. StageRefusals(), ("autoDeploy", Fate.Refused("stages that are deployed by hand", "Remove it: an imported API is deployed.", "true"))]);

    public static ObjectKind MethodSettings { get; } = ObjectKind.Map("the method settings");

    public static ObjectKind MethodSetting { get; } = new(
        "a method setting",
        "throttlingBurstLimit throttlingRateLimit",
        "metricsEnabled loggingLevel dataTraceEnabled",
        ("cachingEnabled", Fate.Refused("response caching", "Remove it.", "false")),
        ("cacheTtlInSeconds", Fate.Refused("response caching", "Remove it.")),
        ("cacheDataEncrypted", Fate.Refused("response caching", "Remove it.", "false")),
        ("requireAuthorizationForCacheControl", Fate.Refused("response caching", "Remove it.")),
        ("unauthorizedCacheControlHeaderStrategy", Fate.Refused("response caching", "Remove it.")));

    public static ObjectKind RouteSettings { get; } = new(
        "route settings", "throttlingBurstLimit throttlingRateLimit", "detailedMetricsEnabled dataTraceEnabled loggingLevel");

    public static ObjectKind AccessLogSettings { get; } = new(
        "the access log settings", "format", "", ("destinationArn", Fate.Refused("log destinations other than the console", "Remove it.")));

    public static ObjectKind UsagePlan { get; } = new(
        "the usage plan",
        "name description apiKeys",
        "",
        ("throttle", Fate.Refused("the throttle of a usage plan", "Remove it; use methodSettings of the stage.")),
        ("quota", Fate.Refused("the quota of a usage plan", "Remove it.")),
        ("productCode", Fate.Refused("product codes", "Remove it.")));

    public static ObjectKind ApiKey { get; } = new("an API key", "name description value enabled");

    /// <summary>Maps from names that the author chose to texts.</summary>
    public static ObjectKind Strings { get; } = ObjectKind.Map("a map of texts");

    private static (string, Fate)[] StageRefusals() =>
    [
        ("cacheClusterEnabled", Fate.Refused("response caching", "Remove it.", "false")),
        ("cacheClusterSize", Fate.Refused("response caching", "Remove it.")),
        ("canarySettings", Fate.Refused("canary releases", "Remove it.")),
        ("clientCertificateId", Fate.Refused("client certificates", "Remove it.")),
        ("tracingEnabled", Fate.Refused("traces", "Remove it.", "false")),
        ("webAclArn", Fate.Refused("web ACLs", "Remove it.")),
    ];
}
