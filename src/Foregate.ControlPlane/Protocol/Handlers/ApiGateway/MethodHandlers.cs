// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>Methods of REST APIs, on the wire.</summary>
internal static class MethodHandlers
{
    private static readonly WireNames<AuthorizationType> s_types = new(
        (AuthorizationType.None, "NONE"), (AuthorizationType.AwsIam, "AWS_IAM"), (AuthorizationType.Custom, "CUSTOM"), (AuthorizationType.CognitoUserPools, "COGNITO_USER_POOLS"));

    public static HandlerResult Put(HandlerCall call) =>
        Put(call, call.Account, call.Input, static method => method);

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(
        Methods.GetMethod(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod")), method => Wire(method, call.Text("resourceId")));

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(
        Methods.DeleteMethod(call.Account, call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod")), static _ => WireValue.Empty);

    public static HandlerResult Update(HandlerCall call)
    {
        var (restApiId, resourceId, httpMethod) = (call.Text("restApiId"), call.Text("resourceId"), call.Text("httpMethod"));
        if (Methods.Find(call.Account, restApiId, resourceId, httpMethod, out var api, out var resource, out var method) is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(method!, resourceId));
        if (refused is not null)
        {
            return refused;
        }

        // Checked as a new one is; what hangs on the method stays.
        var bare = call.Account.With(api!, resource! with { ResourceMethods = resource.ResourceMethods.Remove(httpMethod) });
        return Put(call, bare, patched!, put => put with { MethodResponses = method!.MethodResponses, MethodIntegration = method.MethodIntegration });
    }

    /// <summary>A method with all that hangs on it.</summary>
    public static WireValue Wire(Method method, string resourceId) => WireValue.Structure(
        ("httpMethod", method.HttpMethod),
        ("authorizationType", s_types[method.AuthorizationType]),
        ("authorizerId", method.AuthorizerId),
        ("apiKeyRequired", method.ApiKeyRequired),
        ("requestValidatorId", method.RequestValidatorId),
        ("operationName", method.OperationName),
        ("requestParameters", Flags(method.RequestParameters)),
        ("requestModels", method.RequestModels.IsEmpty ? null : WireValue.Map(method.RequestModels)),
        ("methodResponses", method.MethodResponses.IsEmpty
            ? null
            : WireValue.Map(method.MethodResponses.Select(static response => KeyValuePair.Create(response.Key, MethodResponseHandlers.Wire(response.Value))))),
        ("methodIntegration", method.MethodIntegration is { } integration ? IntegrationHandlers.Wire(integration, resourceId) : null),
        ("authorizationScopes", method.AuthorizationScopes.IsEmpty ? null : WireValue.List(method.AuthorizationScopes)));

    /// <summary>A map of booleans; absent when it is empty.</summary>
    public static WireValue? Flags(IReadOnlyCollection<KeyValuePair<string, bool>> flags) =>
        flags.Count == 0 ? null : WireValue.Map(flags.Select(static flag => KeyValuePair.Create(flag.Key, (WireValue)flag.Value)));

    private static HandlerResult Put(HandlerCall call, Account account, WireValue said, Func<Method, Method> complete)
    {
        var (request, error) = Request(said);
        if (error is not null)
        {
            return error;
        }

        var (restApiId, resourceId) = (call.Text("restApiId"), call.Text("resourceId"));
        var put = Methods.PutMethod(account, restApiId, resourceId, request!);
        if (put.Error is { } invalid)
        {
            return invalid;
        }

        Methods.Find(put.Account!, restApiId, resourceId, request!.HttpMethod, out var api, out var resource, out _);
        var method = complete(put.Response!);
        return new HandlerResult(put.Account!.With(api!, resource!, method), Wire(method, resourceId), null);
    }

    private static (Methods.PutMethodRequest? Request, AwsError? Error) Request(WireValue said)
    {
        if (s_types.Read(said.GetText("authorizationType")?.ToUpperInvariant()) is not { } type)
        {
            return (null, AwsError.BadRequest("Invalid authorization type specified. Valid options are NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS"));
        }

        return (new Methods.PutMethodRequest
        {
            HttpMethod = said.GetText("httpMethod")!,
            AuthorizationType = type,
            ApiKeyRequired = said.GetBoolean("apiKeyRequired") ?? false,
            OperationName = said.GetText("operationName"),
            RequestParameters = ReadFlags(said["requestParameters"]),
            RequestModels = said.GetTextMap("requestModels") ?? OrdinalMap.Empty<string>(),
            RequestValidatorId = said.GetText("requestValidatorId"),
            AuthorizerId = said.GetText("authorizerId"),
            AuthorizationScopes = said.GetTexts("authorizationScopes") ?? [],
        }, null);
    }

    public static ImmutableSortedDictionary<string, bool> ReadFlags(WireValue? map)
    {
        var flags = OrdinalMap.Empty<bool>().ToBuilder();
        foreach (var (name, value) in map?.Entries ?? [])
        {
            flags[name] = value.Boolean;
        }

        return flags.ToImmutable();
    }
}
