// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Handlers.Lambda;
using Foregate.ControlPlane.Protocol.Handlers.Sts;

namespace Foregate.ControlPlane.Protocol;

/// <summary>The function behind each operation; what is missing here is refused by name.</summary>
internal static class OperationHandlers
{
    /// <summary>REST APIs and what belongs to them.</summary>
    public static FrozenDictionary<string, Handler> ApiGateway { get; } = new Dictionary<string, Handler>(StringComparer.Ordinal)
    {
        ["CreateApiKey"] = ApiKeyHandlers.Create,
        ["CreateDeployment"] = DeploymentHandlers.Create,
        ["CreateResource"] = ResourceHandlers.Create,
        ["CreateRestApi"] = RestApiHandlers.Create,
        ["CreateStage"] = StageHandlers.Create,
        ["CreateUsagePlan"] = UsagePlanHandlers.Create,
        ["CreateUsagePlanKey"] = UsagePlanHandlers.CreateKey,
        ["DeleteApiKey"] = ApiKeyHandlers.Delete,
        ["DeleteDeployment"] = DeploymentHandlers.Delete,
        ["DeleteIntegration"] = IntegrationHandlers.Delete,
        ["DeleteIntegrationResponse"] = IntegrationResponseHandlers.Delete,
        ["DeleteMethod"] = MethodHandlers.Delete,
        ["DeleteMethodResponse"] = MethodResponseHandlers.Delete,
        ["DeleteResource"] = ResourceHandlers.Delete,
        ["DeleteRestApi"] = RestApiHandlers.Delete,
        ["DeleteStage"] = StageHandlers.Delete,
        ["DeleteUsagePlan"] = UsagePlanHandlers.Delete,
        ["DeleteUsagePlanKey"] = UsagePlanHandlers.DeleteKey,
        ["GetAccount"] = AccountHandlers.Get,
        ["GetApiKey"] = ApiKeyHandlers.Get,
        ["GetApiKeys"] = ApiKeyHandlers.GetAll,
        ["GetDeployment"] = DeploymentHandlers.Get,
        ["GetDeployments"] = DeploymentHandlers.GetAll,
        ["GetIntegration"] = IntegrationHandlers.Get,
        ["GetIntegrationResponse"] = IntegrationResponseHandlers.Get,
        ["GetMethod"] = MethodHandlers.Get,
        ["GetMethodResponse"] = MethodResponseHandlers.Get,
        ["GetResource"] = ResourceHandlers.Get,
        ["GetResources"] = ResourceHandlers.GetAll,
        ["GetRestApi"] = RestApiHandlers.Get,
        ["GetRestApis"] = RestApiHandlers.GetAll,
        ["GetStage"] = StageHandlers.Get,
        ["GetStages"] = StageHandlers.GetAll,
        ["GetTags"] = TagHandlers.Get,
        ["GetUsagePlan"] = UsagePlanHandlers.Get,
        ["GetUsagePlanKey"] = UsagePlanHandlers.GetKey,
        ["GetUsagePlanKeys"] = UsagePlanHandlers.GetKeys,
        ["GetUsagePlans"] = UsagePlanHandlers.GetAll,
        ["PutIntegration"] = IntegrationHandlers.Put,
        ["PutIntegrationResponse"] = IntegrationResponseHandlers.Put,
        ["PutMethod"] = MethodHandlers.Put,
        ["PutMethodResponse"] = MethodResponseHandlers.Put,
        ["TagResource"] = TagHandlers.Put,
        ["UntagResource"] = TagHandlers.Remove,
        ["UpdateApiKey"] = ApiKeyHandlers.Update,
        ["UpdateDeployment"] = DeploymentHandlers.Update,
        ["UpdateIntegration"] = IntegrationHandlers.Update,
        ["UpdateIntegrationResponse"] = IntegrationResponseHandlers.Update,
        ["UpdateMethod"] = MethodHandlers.Update,
        ["UpdateMethodResponse"] = MethodResponseHandlers.Update,
        ["UpdateResource"] = ResourceHandlers.Update,
        ["UpdateRestApi"] = RestApiHandlers.Update,
        ["UpdateStage"] = StageHandlers.Update,
        ["UpdateUsagePlan"] = UsagePlanHandlers.Update,
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
