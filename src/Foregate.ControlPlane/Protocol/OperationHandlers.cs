// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Handlers.ApiParts;
using Foregate.ControlPlane.Protocol.Handlers.Documentation;
using Foregate.ControlPlane.Protocol.Handlers.Lambda;
using Foregate.ControlPlane.Protocol.Handlers.Sts;
using Foregate.ControlPlane.Protocol.Handlers.Usage;
using static Foregate.ControlPlane.Protocol.Handlers.CoveredHandler;

namespace Foregate.ControlPlane.Protocol;

/// <summary>The function behind each operation; what is missing here is refused by name.</summary>
internal static class OperationHandlers
{
    /// <summary>REST APIs and what belongs to them.</summary>
    public static FrozenDictionary<string, Handler> ApiGateway { get; } = new Dictionary<string, Handler>(StringComparer.Ordinal)
    {
        ["CreateApiKey"] = ApiKeyHandlers.Create,
        ["CreateAuthorizer"] = Held(AuthorizerHandlers.Create),
        ["CreateDeployment"] = Holding("canaries, caches, tracing", DeploymentHandlers.Create),
        ["CreateDocumentationPart"] = DocumentationPartHandlers.Create,
        ["CreateDocumentationVersion"] = DocumentationVersionHandlers.Create,
        ["CreateModel"] = Held(ModelHandlers.Create),
        ["CreateRequestValidator"] = Held(RequestValidatorHandlers.Create),
        ["CreateResource"] = ResourceHandlers.Create,
        ["CreateRestApi"] = Holding("policies, private endpoints, compression, security policies, the access mode STRICT", RestApiHandlers.Create),
        ["CreateStage"] = Holding("canaries, caches, tracing", StageHandlers.Create),
        ["CreateUsagePlan"] = Holding("throttles and quotas", UsagePlanHandlers.Create),
        ["CreateUsagePlanKey"] = UsagePlanKeyHandlers.Create,
        ["DeleteApiKey"] = ApiKeyHandlers.Delete,
        ["DeleteAuthorizer"] = AuthorizerHandlers.Delete,
        ["DeleteDeployment"] = DeploymentHandlers.Delete,
        ["DeleteDocumentationPart"] = DocumentationPartHandlers.Delete,
        ["DeleteDocumentationVersion"] = DocumentationVersionHandlers.Delete,
        ["DeleteGatewayResponse"] = GatewayResponseHandlers.Delete,
        ["DeleteIntegration"] = IntegrationHandlers.Delete,
        ["DeleteIntegrationResponse"] = IntegrationResponseHandlers.Delete,
        ["DeleteMethod"] = MethodHandlers.Delete,
        ["DeleteMethodResponse"] = MethodResponseHandlers.Delete,
        ["DeleteModel"] = ModelHandlers.Delete,
        ["DeleteRequestValidator"] = RequestValidatorHandlers.Delete,
        ["DeleteResource"] = ResourceHandlers.Delete,
        ["DeleteRestApi"] = RestApiHandlers.Delete,
        ["DeleteStage"] = StageHandlers.Delete,
        ["DeleteUsagePlan"] = UsagePlanHandlers.Delete,
        ["DeleteUsagePlanKey"] = UsagePlanKeyHandlers.Delete,
        ["FlushStageAuthorizersCache"] = StageCacheHandlers.Flush,
        ["FlushStageCache"] = StageCacheHandlers.Flush,
        ["GetAccount"] = AccountHandlers.Get,
        ["GetApiKey"] = ApiKeyHandlers.Get,
        ["GetApiKeys"] = ApiKeyHandlers.GetAll,
        ["GetAuthorizer"] = AuthorizerHandlers.Get,
        ["GetAuthorizers"] = AuthorizerHandlers.GetAll,
        ["GetDeployment"] = DeploymentHandlers.Get,
        ["GetDeployments"] = DeploymentHandlers.GetAll,
        ["GetDocumentationPart"] = DocumentationPartHandlers.Get,
        ["GetDocumentationParts"] = DocumentationPartHandlers.GetAll,
        ["GetDocumentationVersion"] = DocumentationVersionHandlers.Get,
        ["GetDocumentationVersions"] = DocumentationVersionHandlers.GetAll,
        ["GetGatewayResponse"] = GatewayResponseHandlers.Get,
        ["GetGatewayResponses"] = GatewayResponseHandlers.GetAll,
        ["GetIntegration"] = IntegrationHandlers.Get,
        ["GetIntegrationResponse"] = IntegrationResponseHandlers.Get,
        ["GetMethod"] = MethodHandlers.Get,
        ["GetMethodResponse"] = MethodResponseHandlers.Get,
        ["GetModel"] = ModelHandlers.Get,
        ["GetModelTemplate"] = ModelHandlers.GetTemplate,
        ["GetModels"] = ModelHandlers.GetAll,
        ["GetRequestValidator"] = RequestValidatorHandlers.Get,
        ["GetRequestValidators"] = RequestValidatorHandlers.GetAll,
        ["GetResource"] = ResourceHandlers.Get,
        ["GetResources"] = ResourceHandlers.GetAll,
        ["GetRestApi"] = RestApiHandlers.Get,
        ["GetRestApis"] = RestApiHandlers.GetAll,
        ["GetSdk"] = Absent(SdkHandlers.Get),
        ["GetSdkType"] = SdkHandlers.GetType,
        ["GetSdkTypes"] = SdkHandlers.GetTypes,
        ["GetStage"] = StageHandlers.Get,
        ["GetStages"] = StageHandlers.GetAll,
        ["GetTags"] = TagHandlers.Get,
        ["GetUsage"] = Holding("the usage of plans that have keys, which nothing counts", UsageHandlers.Get),
        ["GetUsagePlan"] = UsagePlanHandlers.Get,
        ["GetUsagePlanKey"] = UsagePlanKeyHandlers.Get,
        ["GetUsagePlanKeys"] = UsagePlanKeyHandlers.GetAll,
        ["GetUsagePlans"] = UsagePlanHandlers.GetAll,
        ["ImportApiKeys"] = ApiKeyHandlers.Import,
        ["PutGatewayResponse"] = Held(GatewayResponseHandlers.Put),
        ["PutIntegration"] = Holding("integrations of type HTTP and AWS, VPC links, streamed answers of functions, content handling but of functions, caches, templates that are not constant", IntegrationHandlers.Put),
        ["PutIntegrationResponse"] = Holding("content handling, templates that are not constant", IntegrationResponseHandlers.Put),
        ["PutMethod"] = Holding("authorization, request validators", MethodHandlers.Put),
        ["PutMethodResponse"] = MethodResponseHandlers.Put,
        ["TagResource"] = TagHandlers.Put,
        ["TestInvokeAuthorizer"] = Absent(AuthorizerHandlers.TestInvoke),
        ["TestInvokeMethod"] = Absent(MethodHandlers.TestInvoke),
        ["UntagResource"] = TagHandlers.Remove,
        ["UpdateAccount"] = AccountHandlers.Update,
        ["UpdateApiKey"] = ApiKeyHandlers.Update,
        ["UpdateAuthorizer"] = Held(AuthorizerHandlers.Update),
        ["UpdateDeployment"] = DeploymentHandlers.Update,
        ["UpdateDocumentationPart"] = DocumentationPartHandlers.Update,
        ["UpdateDocumentationVersion"] = DocumentationVersionHandlers.Update,
        ["UpdateGatewayResponse"] = Held(GatewayResponseHandlers.Update),
        ["UpdateIntegration"] = Holding("integrations of type HTTP and AWS, VPC links, streamed answers of functions, content handling but of functions, caches, templates that are not constant", IntegrationHandlers.Update),
        ["UpdateIntegrationResponse"] = Holding("content handling, templates that are not constant", IntegrationResponseHandlers.Update),
        ["UpdateMethod"] = Holding("authorization, request validators", MethodHandlers.Update),
        ["UpdateMethodResponse"] = MethodResponseHandlers.Update,
        ["UpdateModel"] = Held(ModelHandlers.Update),
        ["UpdateRequestValidator"] = Held(RequestValidatorHandlers.Update),
        ["UpdateResource"] = ResourceHandlers.Update,
        ["UpdateRestApi"] = Holding("policies, private endpoints, compression, security policies, the access mode STRICT", RestApiHandlers.Update),
        ["UpdateStage"] = Holding("canaries, caches, tracing, client certificates, execution logs", StageHandlers.Update),
        ["UpdateUsage"] = Absent(UsageHandlers.Update),
        ["UpdateUsagePlan"] = Holding("throttles and quotas", UsagePlanHandlers.Update),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>HTTP APIs and what belongs to them.</summary>
    public static FrozenDictionary<string, Handler> ApiGatewayV2 { get; } = new Dictionary<string, Handler>(StringComparer.Ordinal)
    {
        ["CreateApi"] = ApiHandlers.Create,
        ["CreateDeployment"] = HttpDeploymentHandlers.Create,
        ["CreateIntegration"] = HttpIntegrationHandlers.Create,
        ["CreateRoute"] = RouteHandlers.Create,
        ["CreateStage"] = HttpStageHandlers.Create,
        ["DeleteAccessLogSettings"] = HttpStageHandlers.DeleteAccessLog,
        ["DeleteApi"] = ApiHandlers.Delete,
        ["DeleteCorsConfiguration"] = ApiHandlers.DeleteCors,
        ["DeleteDeployment"] = HttpDeploymentHandlers.Delete,
        ["DeleteIntegration"] = HttpIntegrationHandlers.Delete,
        ["DeleteRoute"] = RouteHandlers.Delete,
        ["DeleteRouteSettings"] = HttpStageHandlers.DeleteRouteSettings,
        ["DeleteStage"] = HttpStageHandlers.Delete,
        ["GetApi"] = ApiHandlers.Get,
        ["GetApis"] = ApiHandlers.GetAll,
        ["GetDeployment"] = HttpDeploymentHandlers.Get,
        ["GetDeployments"] = HttpDeploymentHandlers.GetAll,
        ["GetIntegration"] = HttpIntegrationHandlers.Get,
        ["GetIntegrations"] = HttpIntegrationHandlers.GetAll,
        ["GetRoute"] = RouteHandlers.Get,
        ["GetRoutes"] = RouteHandlers.GetAll,
        ["GetStage"] = HttpStageHandlers.Get,
        ["GetStages"] = HttpStageHandlers.GetAll,
        ["GetTags"] = ApiHandlers.GetTags,
        ["TagResource"] = ApiHandlers.Tag,
        ["UntagResource"] = ApiHandlers.Untag,
        ["UpdateApi"] = ApiHandlers.Update,
        ["UpdateDeployment"] = HttpDeploymentHandlers.Update,
        ["UpdateIntegration"] = HttpIntegrationHandlers.Update,
        ["UpdateRoute"] = RouteHandlers.Update,
        ["UpdateStage"] = HttpStageHandlers.Update,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Functions and what belongs to them.</summary>
    public static FrozenDictionary<string, Handler> Lambda { get; } = new Dictionary<string, Handler>(StringComparer.Ordinal)
    {
        ["AddPermission"] = PermissionHandlers.Add,
        ["CreateAlias"] = AliasHandlers.Create,
        ["CreateFunction"] = FunctionHandlers.Create,
        ["DeleteAlias"] = AliasHandlers.Delete,
        ["DeleteFunction"] = FunctionHandlers.Delete,
        ["DeleteFunctionConcurrency"] = ConcurrencyHandlers.Delete,
        ["GetAlias"] = AliasHandlers.Get,
        ["GetFunction"] = FunctionHandlers.Get,
        ["GetFunctionCodeSigningConfig"] = FunctionHandlers.GetCodeSigningConfig,
        ["GetFunctionConcurrency"] = ConcurrencyHandlers.Get,
        ["GetFunctionConfiguration"] = FunctionHandlers.GetConfiguration,
        ["GetPolicy"] = PermissionHandlers.Get,
        ["GetRuntimeManagementConfig"] = FunctionHandlers.GetRuntimeManagementConfig,
        ["ListAliases"] = AliasHandlers.GetAll,
        ["ListFunctions"] = FunctionHandlers.GetAll,
        ["ListTags"] = FunctionTagHandlers.Get,
        ["ListVersionsByFunction"] = VersionHandlers.GetAll,
        ["PublishVersion"] = VersionHandlers.Publish,
        ["PutFunctionConcurrency"] = ConcurrencyHandlers.Put,
        ["RemovePermission"] = PermissionHandlers.Remove,
        ["TagResource"] = FunctionTagHandlers.Put,
        ["UntagResource"] = FunctionTagHandlers.Remove,
        ["UpdateAlias"] = AliasHandlers.Update,
        ["UpdateFunctionCode"] = FunctionHandlers.UpdateCode,
        ["UpdateFunctionConfiguration"] = FunctionHandlers.UpdateConfiguration,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What functions are asked.</summary>
    public static FrozenDictionary<string, WaitingHandler> LambdaInvocations { get; } = new Dictionary<string, WaitingHandler>(StringComparer.Ordinal)
    {
        ["Invoke"] = InvocationHandlers.InvokeAsync,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Who somebody is.</summary>
    public static FrozenDictionary<string, Handler> Sts { get; } = new Dictionary<string, Handler>(StringComparer.Ordinal)
    {
        ["GetCallerIdentity"] = CallerHandlers.GetIdentity,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
