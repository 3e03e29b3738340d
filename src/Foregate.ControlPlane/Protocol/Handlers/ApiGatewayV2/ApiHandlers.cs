// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>HTTP APIs, on the wire.</summary>
internal static class ApiHandlers
{
    private const string RouteSelection = "$request.method $request.path";

    private const string KeySelection = "$request.header.x-api-key";

    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        if ((call.Refuse(
                input, "Name", "ProtocolType", "Description", "Version", "CorsConfiguration", "Tags", "RouteSelectionExpression", "ApiKeySelectionExpression", "IpAddressType")
            ?? RefuseExpressions(input) ?? TagHandlers.Check(input["Tags"], call.Context)) is { } refused)
        {
            return refused;
        }

        return HandlerCall.Answer(
            Apis.CreateApi(
                call.Account,
                new Apis.CreateApiRequest
                {
                    Name = call.Text("Name"),
                    ProtocolType = call.Text("ProtocolType") == "HTTP" ? ProtocolType.Http : ProtocolType.WebSocket,
                    Description = input.GetText("Description"),
                    Version = input.GetText("Version"),
                    CorsConfiguration = ReadCors(input),
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
        return (call.Refuse(input, "ApiId", "Name", "Description", "Version", "CorsConfiguration", "RouteSelectionExpression", "ApiKeySelectionExpression", "IpAddressType")
            ?? RefuseExpressions(input)) is { } refused
            ? refused
            : HandlerCall.Answer(
                Apis.UpdateApi(
                    call.Account,
                    call.Text("ApiId"),
                    new Apis.UpdateApiRequest
                    {
                        Name = input.GetText("Name"),
                        Description = input.GetText("Description"),
                        Version = input.GetText("Version"),
                        CorsConfiguration = ReadCors(input),
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

    private static AwsError? RefuseExpressions(WireValue said) =>
        said.GetText("RouteSelectionExpression") is not (null or RouteSelection or "${request.method} ${request.path}") ? AwsError.NotBuilt("route selection expressions of one's own")
        : said.GetText("ApiKeySelectionExpression") is not (null or KeySelection) ? AwsError.NotBuilt("API key selection expressions of one's own")
        : said.GetText("IpAddressType") is not (null or "ipv4") ? AwsError.NotBuilt("IP address types other than ipv4")
        : null;

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

    private static WireValue Wire(HandlerCall call, Api api) => WireValue.Structure(
        ("ApiEndpoint", $"https://{api.ApiId}.execute-api.{call.Account.Region}.amazonaws.com"),
        ("ApiId", api.ApiId),
        ("ApiKeySelectionExpression", KeySelection),
        ("CorsConfiguration", api.CorsConfiguration is { } cors ? Wire(cors) : null),
        ("CreatedDate", api.CreatedDate),
        ("Description", api.Description),
        ("DisableExecuteApiEndpoint", false),
        ("IpAddressType", "ipv4"),
        ("Name", api.Name),
        ("ProtocolType", "HTTP"),
        ("RouteSelectionExpression", RouteSelection),
        ("Tags", WireValue.Map(api.Tags)),
        ("Version", api.Version));

    private static WireValue Wire(Cors cors) => WireValue.Structure(
        ("AllowCredentials", cors.AllowCredentials),
        ("AllowHeaders", Texts(cors.AllowHeaders)),
        ("AllowMethods", Texts(cors.AllowMethods)),
        ("AllowOrigins", Texts(cors.AllowOrigins)),
        ("ExposeHeaders", Texts(cors.ExposeHeaders)),
        ("MaxAge", (long?)cors.MaxAge));

    private static WireValue? Texts(IReadOnlyCollection<string> texts) => texts.Count == 0 ? null : WireValue.List(texts);
}
