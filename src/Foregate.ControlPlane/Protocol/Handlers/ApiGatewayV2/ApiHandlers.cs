// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>HTTP and WebSocket APIs, on the wire.</summary>
internal static class ApiHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return TagHandlers.CheckV2(input["Tags"], call.Context) is { } refused
            ? refused
            : HandlerCall.Answer(
                Apis.CreateApi(
                    call.Account,
                    new Apis.CreateApiRequest
                    {
                        Name = call.Text("Name"),
                        ProtocolType = HttpNames.Protocols.Read(call.Text("ProtocolType"))!.Value,
                        Description = input.GetText("Description"),
                        Version = input.GetText("Version"),
                        CorsConfiguration = ReadCors(input),
                        ApiKeySelectionExpression = input.GetText("ApiKeySelectionExpression"),
                        RouteSelectionExpression = input.GetText("RouteSelectionExpression"),
                        DisableSchemaValidation = input.GetBoolean("DisableSchemaValidation") ?? false,
                        DisableExecuteApiEndpoint = input.GetBoolean("DisableExecuteApiEndpoint") ?? false,
                        IpAddressType = input.GetText("IpAddressType") ?? "ipv4",
                        Target = input.GetText("Target"),
                        RouteKey = input.GetText("RouteKey"),
                        CredentialsArn = input.GetText("CredentialsArn"),
                        Tags = input.GetTextMap("Tags") ?? OrdinalMap.Empty<string>(),
                    },
                    call.CreationContext(input["Tags"])),
                api => Wire(call, api));
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Apis.GetApi(call.Account, call.Text("ApiId")), api => Wire(call, api));

    public static HandlerResult GetAll(HandlerCall call) => call.ItemsV2(call.Account.Apis.Values, static api => api.ApiId, api => Wire(call, api));

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        return HandlerCall.Answer(
            Apis.UpdateApi(
                call.Account,
                call.Text("ApiId"),
                new Apis.UpdateApiRequest
                {
                    Name = input.GetText("Name"),
                    Description = input.GetText("Description"),
                    Version = input.GetText("Version"),
                    CorsConfiguration = ReadCors(input),
                    ApiKeySelectionExpression = input.GetText("ApiKeySelectionExpression"),
                    RouteSelectionExpression = input.GetText("RouteSelectionExpression"),
                    DisableSchemaValidation = input.GetBoolean("DisableSchemaValidation"),
                    DisableExecuteApiEndpoint = input.GetBoolean("DisableExecuteApiEndpoint"),
                    IpAddressType = input.GetText("IpAddressType"),
                    Target = input.GetText("Target"),
                    RouteKey = input.GetText("RouteKey"),
                    CredentialsArn = input.GetText("CredentialsArn"),
                },
                call.Context),
            api => Wire(call, api));
    }

    public static HandlerResult Delete(HandlerCall call) => HandlerCall.Answer(Apis.DeleteApi(call.Account, call.Text("ApiId")), static _ => WireValue.Empty);

    public static HandlerResult DeleteCors(HandlerCall call) =>
        HandlerCall.Answer(Apis.DeleteCorsConfiguration(call.Account, call.Text("ApiId"), call.Context), static _ => WireValue.Empty);

    public static HandlerResult Tag(HandlerCall call) => TagHandlers.Put(call, call.Text("ResourceArn"), call.Input, "Tags");

    public static HandlerResult Untag(HandlerCall call) => TagHandlers.Remove(call, call.Text("ResourceArn"), call.Input.GetTexts("TagKeys")!.Value);

    public static HandlerResult GetTags(HandlerCall call) => TagHandlers.Get(call, call.Text("ResourceArn"), "Tags");

    private static Cors? ReadCors(WireValue said) => said["CorsConfiguration"] is not { } cors
        ? null
        : new Cors
        {
            AllowCredentials = cors.GetBoolean("AllowCredentials") ?? false,
            AllowHeaders = cors.GetTexts("AllowHeaders") ?? [],
            AllowMethods = cors.GetTexts("AllowMethods") ?? [],
            AllowOrigins = cors.GetTexts("AllowOrigins") ?? [],
            ExposeHeaders = cors.GetTexts("ExposeHeaders") ?? [],
            MaxAge = cors.GetInteger("MaxAge"),
        };

    internal static WireValue Wire(HandlerCall call, Api api) => WireValue.Structure(
        ("ApiEndpoint", $"{(api.ProtocolType == ProtocolType.WebSocket ? "wss" : "https")}://{api.ApiId}.execute-api.{call.Account.Region}.amazonaws.com"),
        ("ApiId", api.ApiId),
        ("ApiKeySelectionExpression", api.ApiKeySelectionExpression ?? Apis.ApiKeySelectionExpression),
        ("CorsConfiguration", api.CorsConfiguration is { } cors ? Wire(cors) : null),
        ("CreatedDate", api.CreatedDate),
        ("Description", api.Description),
        ("DisableSchemaValidation", api.DisableSchemaValidation ? true : null),
        ("DisableExecuteApiEndpoint", api.DisableExecuteApiEndpoint),
        ("ImportInfo", HttpNames.Texts(api.ImportInfo)),
        ("IpAddressType", api.IpAddressType),
        ("Name", api.Name),
        ("ProtocolType", HttpNames.Protocols[api.ProtocolType]),
        ("RouteSelectionExpression", api.RouteSelectionExpression ?? Apis.RouteSelectionExpression),
        ("Tags", WireValue.Map(api.Tags)),
        ("Version", api.Version),
        ("Warnings", HttpNames.Texts(api.Warnings)));

    private static WireValue Wire(Cors cors) => WireValue.Structure(
        ("AllowCredentials", cors.AllowCredentials),
        ("AllowHeaders", HttpNames.Texts(cors.AllowHeaders)),
        ("AllowMethods", HttpNames.Texts(cors.AllowMethods)),
        ("AllowOrigins", HttpNames.Texts(cors.AllowOrigins)),
        ("ExposeHeaders", HttpNames.Texts(cors.ExposeHeaders)),
        ("MaxAge", (long?)cors.MaxAge));
}
