// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary>The fate of each property of SAM's resources.</summary>
internal static class SamKinds
{
    private static readonly Fate s_authorizers = Fate.Refused("authorizers", "Remove it, or check callers in the function until then.", "");

    public static ObjectKind Globals { get; } = new(
        "the globals", "Function Api HttpApi", "SimpleTable StateMachine LayerVersion CapacityProvider", ("WebSocketApi", Fate.Refused("WebSocket APIs", "Remove it.")));

    public static ObjectKind Function { get; } = new(
        "the function",
        "CodeUri InlineCode FunctionName Runtime Handler Description MemorySize Timeout Environment ReservedConcurrentExecutions Events AutoPublishAlias"
        + " Role Layers PackageType ImageConfig FileSystemConfigs TenancyConfig",
        "Policies PermissionsBoundary AssumeRolePolicyDocument RolePath Tags PropagateTags Tracing VpcConfig DeadLetterQueue KmsKeyArn Architectures"
        + " EphemeralStorage SnapStart RuntimeManagementConfig LoggingConfig CodeSigningConfigArn DeploymentPreference ProvisionedConcurrencyConfig"
        + " EventInvokeConfig AutoPublishCodeSha256 AutoPublishAliasAllProperties VersionDescription VersionDeletionPolicy FunctionUrlConfig RecursiveLoop"
        + " SourceKMSKeyArn PublishToLatestPublished DurableConfig FunctionScalingConfig CapacityProviderConfig",
        ("ImageUri", Fate.Refused("container images", "Give the code as a folder or a zip file.")));

    public static ObjectKind Events { get; } = ObjectKind.Map("the events");

    public static ObjectKind Event { get; } = new("the event", "Type Properties");

    public static ObjectKind ApiEvent { get; } = new(
        "the API event",
        "Path Method RestApiId Auth RequestParameters TimeoutInMillis",
        "RequestModel",
        ("ResponseTransferMode", Fate.Refused("response streaming of functions", "Remove it.", "BUFFERED")));

    public static ObjectKind HttpApiEvent { get; } = new("the HTTP API event", "Path Method ApiId Auth PayloadFormatVersion TimeoutInMillis RouteSettings");

    public static ObjectKind EventAuth { get; } = new(
        "the event's Auth",
        "ApiKeyRequired",
        "AuthorizationScopes OverrideApiAuth",
        ("Authorizer", Fate.Refused("authorizers", "Remove it, or check callers in the function until then.", "NONE")),
        ("InvokeRole", Fate.Refused("credentials of integrations", "Remove it.", "NONE")),
        ("ResourcePolicy", Fate.Refused("resource policies", "Remove the policy, and restrict access in front of Foregate until then.")));

    public static ObjectKind RequestParameter { get; } = new("the request parameter", "Required", "Caching");

    public static ObjectKind RequestParameters { get; } = ObjectKind.Map("the request parameters");

    public static ObjectKind Api { get; } = new(
        "the API",
        "StageName Name Description DefinitionBody DefinitionUri Cors Auth OpenApiVersion BinaryMediaTypes EndpointConfiguration Variables MethodSettings"
        + " AccessLogSetting CacheClusterEnabled CanarySetting ApiKeySourceType MinimumCompressionSize Mode SecurityPolicy EndpointAccessMode"
        + " DisableExecuteApiEndpoint Policy",
        "Tags PropagateTags TracingEnabled CacheClusterSize AlwaysDeploy FailOnWarnings Models",
        ("Domain", Fate.Refused("custom domain names", "Remove it.")),
        ("GatewayResponses", Fate.Refused("gateway responses of your own", "Remove it; the default ones are served.")),
        ("MergeDefinitions", Fate.Refused("definitions that are merged", "Write the paths in one place.", "false")));

    public static ObjectKind ApiAuth { get; } = new(
        "the API's Auth",
        "ApiKeyRequired UsagePlan AddApiKeyRequiredToCorsPreflight",
        "AddDefaultAuthorizerToCorsPreflight",
        ("Authorizers", s_authorizers),
        ("DefaultAuthorizer", Fate.Refused("authorizers", "Remove it, or check callers in the function until then.", "NONE")),
        ("InvokeRole", Fate.Refused("credentials of integrations", "Remove it.", "NONE")),
        ("ResourcePolicy", Fate.Refused("resource policies", "Remove the policy, and restrict access in front of Foregate until then.")));

    public static ObjectKind UsagePlan { get; } = new("the usage plan", "CreateUsagePlan Description Quota Throttle UsagePlanName Tags");

    public static ObjectKind Cors { get; } = new("the CORS configuration", "AllowMethods AllowHeaders AllowOrigin MaxAge AllowCredentials");

    public static ObjectKind Endpoint { get; } = new("the endpoint configuration", "Type VPCEndpointIds IpAddressType");

    public static ObjectKind HttpApi { get; } = new(
        "the HTTP API",
        "StageName Name Description DefinitionBody DefinitionUri CorsConfiguration Auth AccessLogSettings DefaultRouteSettings RouteSettings StageVariables DisableExecuteApiEndpoint",
        "Tags PropagateTags FailOnWarnings",
        ("Domain", Fate.Refused("custom domain names", "Remove it.")));

    public static ObjectKind HttpApiAuth { get; } = new(
        "the HTTP API's Auth",
        "",
        "",
        ("Authorizers", s_authorizers),
        ("DefaultAuthorizer", Fate.Refused("authorizers", "Remove it, or check callers in the function until then.", "NONE")),
        ("EnableIamAuthorizer", Fate.Refused("AWS_IAM authorization", "Remove it.", "false")));
}
