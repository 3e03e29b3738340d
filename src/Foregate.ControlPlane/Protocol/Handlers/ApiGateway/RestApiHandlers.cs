// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>REST APIs, on the wire.</summary>
internal static class RestApiHandlers
{
    private static readonly WireNames<ApiKeySourceType> s_keySources = new((ApiKeySourceType.Header, "HEADER"), (ApiKeySourceType.Authorizer, "AUTHORIZER"));

    private static readonly WireNames<EndpointType> s_endpointTypes = new((EndpointType.Regional, "REGIONAL"), (EndpointType.Edge, "EDGE"), (EndpointType.Private, "PRIVATE"));

    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        if ((call.Refuse(input, "name", "description", "version", "binaryMediaTypes", "apiKeySource", "endpointConfiguration", "tags")
            ?? RefuseEndpoint(call, input) ?? TagHandlers.Check(input["tags"], call.Context)) is { } error)
        {
            return error;
        }

        return HandlerCall.Answer(
            RestApis.CreateRestApi(
                call.Account,
                new RestApis.CreateRestApiRequest
                {
                    Name = call.Text("name"),
                    Description = input.GetText("description"),
                    Version = input.GetText("version"),
                    BinaryMediaTypes = input.GetTexts("binaryMediaTypes") ?? [],
                    ApiKeySource = s_keySources.Read(input.GetText("apiKeySource")) ?? ApiKeySourceType.Header,
                    EndpointConfiguration = Endpoint(input) ?? new(),
                    Tags = input.GetTextMap("tags") ?? OrdinalMap.Empty<string>(),
                },
                call.CreationContext(input["tags"])),
            static api => Wire(api, isNew: true));
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(RestApis.GetRestApi(call.Account, call.Text("restApiId")), static api => Wire(api));

    public static HandlerResult GetAll(HandlerCall call) => call.Items(call.Account.RestApis.Values, static api => api.Id, static api => Wire(api));

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(RestApis.DeleteRestApi(call.Account, call.Text("restApiId")), static _ => WireValue.Empty);

    public static HandlerResult Update(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        if ((refused ?? Check(patched!) ?? call.Refuse(patched!, "id", "name", "description", "version", "createdDate", "binaryMediaTypes", "apiKeySource", "endpointConfiguration", "rootResourceId", "tags")
            ?? RefuseEndpoint(call, patched!)) is { } error)
        {
            return error;
        }

        var updated = RestApis.UpdateRestApi(
            call.Account,
            found.Response!.Id,
            new RestApis.UpdateRestApiRequest
            {
                Name = patched!.GetText("name") ?? "",
                Description = patched.GetText("description"),
                BinaryMediaTypes = patched.GetTexts("binaryMediaTypes") ?? [],
                ApiKeySource = s_keySources.Read(patched.GetText("apiKeySource")),
                EndpointConfiguration = Endpoint(patched),
            });
        if (updated.Error is { } invalid)
        {
            return invalid;
        }

        // What was taken away is gone; to the operation, what is absent stays as it is.
        var api = updated.Response! with { Description = patched.GetText("description") };
        return new HandlerResult(updated.Account!.With(api), Wire(api), null);
    }

    private static AwsError? Check(WireValue patched) =>
        s_keySources.Read(patched.GetText("apiKeySource")) is null ? AwsError.BadRequest("Invalid API key source specified. Must be one of: [HEADER, AUTHORIZER]")
        : patched["endpointConfiguration"]?["types"]?.Items.Any(static type => s_endpointTypes.Read(type.Text) is null) ?? false
            ? AwsError.BadRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE")
        : patched["endpointConfiguration"]?.GetText("ipAddressType") is not ("ipv4" or "dualstack") ? AwsError.BadRequest("Invalid ipAddressType specified. Valid options are ipv4,dualstack")
        : null;

    private static AwsError? RefuseEndpoint(HandlerCall call, WireValue said) =>
        said["endpointConfiguration"] is { } endpoint ? call.Refuse(endpoint, "types", "ipAddressType") : null;

    private static EndpointConfiguration? Endpoint(WireValue said)
    {
        if (said["endpointConfiguration"] is not { } endpoint)
        {
            return null;
        }

        var defaults = new EndpointConfiguration();
        return new EndpointConfiguration
        {
            Types = endpoint["types"] is { } types ? [.. types.Items.Select(static type => s_endpointTypes.Read(type.Text)!.Value)] : defaults.Types,
            IpAddressType = endpoint.GetText("ipAddressType") ?? defaults.IpAddressType,
        };
    }

    // A new API without tags has none to tell of; asked for again, it has none at all.
    private static WireValue Wire(RestApi api, bool isNew = false) => WireValue.Structure(
        ("id", api.Id),
        ("name", api.Name),
        ("description", api.Description),
        ("version", api.Version),
        ("createdDate", api.CreatedDate),
        ("binaryMediaTypes", api.BinaryMediaTypes.IsEmpty ? null : WireValue.List(api.BinaryMediaTypes)),
        ("apiKeySource", s_keySources[api.ApiKeySource]),
        ("endpointConfiguration", WireValue.Structure(
            ("types", WireValue.List(api.EndpointConfiguration.Types.Select(static type => s_endpointTypes[type]))), ("ipAddressType", api.EndpointConfiguration.IpAddressType))),
        ("disableExecuteApiEndpoint", false),
        ("rootResourceId", api.RootResourceId),
        ("tags", isNew && api.Tags.IsEmpty ? null : WireValue.Map(api.Tags)));
}
