// SPDX-License-Identifier: Apache-2.0
using System.Text.Encodings.Web;
using System.Text.Json;
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
        if (TagHandlers.Check(input["tags"], call.Context) is { } error)
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
                    CloneFrom = input.GetText("cloneFrom"),
                    MinimumCompressionSize = input.GetInteger("minimumCompressionSize"),
                    Policy = input.GetText("policy"),
                    DisableExecuteApiEndpoint = input.GetBoolean("disableExecuteApiEndpoint") ?? false,
                    SecurityPolicy = input.GetText("securityPolicy"),
                    EndpointAccessMode = input.GetText("endpointAccessMode"),
                    EndpointConfiguration = Endpoint(input),
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

        var before = found.Response!;
        var (patched, refused) = call.Patch(Wire(before, policy: before.Policy));
        if ((refused ?? Check(patched!)) is { } error)
        {
            return error;
        }

        var endpoint = Endpoint(patched!);
        if (endpoint.Types is [EndpointType.Private] && before.EndpointConfiguration.Types is not [EndpointType.Private])
        {
            endpoint = endpoint with { IpAddressType = "dualstack" };
        }

        var api = before with
        {
            Name = patched!.GetText("name") ?? "",
            Description = patched.GetText("description"),
            BinaryMediaTypes = patched.GetTexts("binaryMediaTypes") ?? [],
            ApiKeySource = s_keySources.Read(patched.GetText("apiKeySource"))!.Value,
            EndpointConfiguration = endpoint,
            MinimumCompressionSize = patched.GetInteger("minimumCompressionSize"),
            Policy = patched.GetText("policy") is { Length: > 0 } policy ? policy : null,
            DisableExecuteApiEndpoint = patched.GetBoolean("disableExecuteApiEndpoint") ?? false,
            SecurityPolicy = patched.GetText("securityPolicy"),
            EndpointAccessMode = patched.GetText("endpointAccessMode"),
        };
        return HandlerCall.Answer(RestApis.ReplaceRestApi(call.Account, api, call.Context.Quotas), static api => Wire(api));
    }

    private static AwsError? Check(WireValue patched) =>
        s_keySources.Read(patched.GetText("apiKeySource")) is null ? AwsError.BadRequest("Invalid API key source specified. Must be one of: [HEADER, AUTHORIZER]")
        : patched["endpointConfiguration"]?["types"]?.Items.Any(static type => s_endpointTypes.Read(type.Text) is null) ?? false
            ? AwsError.BadRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE")
        : patched["endpointConfiguration"]?.GetText("ipAddressType") is not ("ipv4" or "dualstack") ? AwsError.BadRequest("Invalid ipAddressType specified. Valid options are ipv4,dualstack")
        : null;

    private static EndpointConfiguration Endpoint(WireValue said)
    {
        var defaults = new EndpointConfiguration();
        if (said["endpointConfiguration"] is not { } endpoint)
        {
            return defaults;
        }

        var types = endpoint["types"] is { } list ? [.. list.Items.Select(static type => s_endpointTypes.Read(type.Text)!.Value)] : defaults.Types;
        return new EndpointConfiguration
        {
            Types = types,
            IpAddressType = endpoint.GetText("ipAddressType") ?? (types is [EndpointType.Private] ? "dualstack" : defaults.IpAddressType),
            VpcEndpointIds = endpoint.GetTexts("vpcEndpointIds") ?? [],
        };
    }

    // A new API without tags has none to tell of; asked for again, it has none at all.
    internal static WireValue Wire(RestApi api, bool isNew = false, string? policy = null) => WireValue.Structure(
        ("id", api.Id),
        ("name", api.Name),
        ("description", api.Description),
        ("version", api.Version),
        ("createdDate", api.CreatedDate),
        ("binaryMediaTypes", api.BinaryMediaTypes.IsEmpty ? null : WireValue.List(api.BinaryMediaTypes)),
        ("minimumCompressionSize", (long?)api.MinimumCompressionSize),
        ("apiKeySource", s_keySources[api.ApiKeySource]),
        ("endpointConfiguration", WireValue.Structure(
            ("types", WireValue.List(api.EndpointConfiguration.Types.Select(static type => s_endpointTypes[type]))),
            ("ipAddressType", api.EndpointConfiguration.IpAddressType),
            ("vpcEndpointIds", api.EndpointConfiguration.VpcEndpointIds.IsEmpty ? null : WireValue.List(api.EndpointConfiguration.VpcEndpointIds)))),
        ("policy", policy ?? Escaped(api.Policy)),
        ("disableExecuteApiEndpoint", api.DisableExecuteApiEndpoint),
        ("rootResourceId", api.RootResourceId),
        ("securityPolicy", api.SecurityPolicy),
        ("endpointAccessMode", api.EndpointAccessMode),
        ("tags", isNew && api.Tags.IsEmpty ? null : WireValue.Map(api.Tags)));

    // AWS tells a policy as the inside of a JSON text; tools read it so.
    private static string? Escaped(string? policy) => policy is null ? null : JsonEncodedText.Encode(policy, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
