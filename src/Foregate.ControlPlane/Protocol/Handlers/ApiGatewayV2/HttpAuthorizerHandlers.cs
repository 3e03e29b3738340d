// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGatewayV2;

/// <summary>Who says whether callers of HTTP and WebSocket APIs may, on the wire.</summary>
internal static class HttpAuthorizerHandlers
{
    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        return HandlerCall.Answer(
            Authorizers.CreateAuthorizer(
                call.Account,
                call.Text("ApiId"),
                new Authorizers.CreateAuthorizerRequest
                {
                    Name = call.Text("Name"),
                    AuthorizerType = HttpNames.Authorizers.Read(call.Text("AuthorizerType"))!.Value,
                    AuthorizerUri = input.GetText("AuthorizerUri"),
                    AuthorizerCredentialsArn = input.GetText("AuthorizerCredentialsArn"),
                    AuthorizerPayloadFormatVersion = input.GetText("AuthorizerPayloadFormatVersion"),
                    AuthorizerResultTtlInSeconds = input.GetInteger("AuthorizerResultTtlInSeconds"),
                    EnableSimpleResponses = input.GetBoolean("EnableSimpleResponses"),
                    IdentitySource = input.GetTexts("IdentitySource") ?? [],
                    IdentityValidationExpression = input.GetText("IdentityValidationExpression"),
                    JwtConfiguration = Jwt(input),
                },
                call.Context),
            Wire);
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Authorizers.GetAuthorizer(call.Account, call.Text("ApiId"), call.Text("AuthorizerId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = Apis.GetApi(call.Account, call.Text("ApiId"));
        return found.Error is { } missing ? missing : call.ItemsV2(found.Response!.Authorizers.Values, static authorizer => authorizer.AuthorizerId, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var input = call.Input;
        return HandlerCall.Answer(
            Authorizers.UpdateAuthorizer(
                call.Account,
                call.Text("ApiId"),
                call.Text("AuthorizerId"),
                new Authorizers.UpdateAuthorizerRequest
                {
                    Name = input.GetText("Name"),
                    AuthorizerType = HttpNames.Authorizers.Read(input.GetText("AuthorizerType")),
                    AuthorizerUri = input.GetText("AuthorizerUri"),
                    AuthorizerCredentialsArn = input.GetText("AuthorizerCredentialsArn"),
                    AuthorizerPayloadFormatVersion = input.GetText("AuthorizerPayloadFormatVersion"),
                    AuthorizerResultTtlInSeconds = input.GetInteger("AuthorizerResultTtlInSeconds"),
                    EnableSimpleResponses = input.GetBoolean("EnableSimpleResponses"),
                    IdentitySource = input.GetTexts("IdentitySource"),
                    IdentityValidationExpression = input.GetText("IdentityValidationExpression"),
                    JwtConfiguration = Jwt(input),
                },
                call.Context),
            Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Authorizers.DeleteAuthorizer(call.Account, call.Text("ApiId"), call.Text("AuthorizerId"), call.Context), static _ => WireValue.Empty);

    private static JwtConfiguration? Jwt(WireValue said) => said["JwtConfiguration"] is { } jwt
        ? new JwtConfiguration { Issuer = jwt.GetText("Issuer"), Audience = jwt.GetTexts("Audience") ?? [] }
        : null;

    private static WireValue Wire(Authorizer authorizer) => WireValue.Structure(
        ("AuthorizerCredentialsArn", authorizer.AuthorizerCredentialsArn),
        ("AuthorizerId", authorizer.AuthorizerId),
        ("AuthorizerPayloadFormatVersion", authorizer.AuthorizerPayloadFormatVersion),
        ("AuthorizerResultTtlInSeconds", (long?)authorizer.AuthorizerResultTtlInSeconds),
        ("AuthorizerType", HttpNames.Authorizers[authorizer.AuthorizerType]),
        ("AuthorizerUri", authorizer.AuthorizerUri),
        ("EnableSimpleResponses", authorizer.EnableSimpleResponses),
        ("IdentitySource", WireValue.List(authorizer.IdentitySource)),
        ("IdentityValidationExpression", authorizer.IdentityValidationExpression),
        ("JwtConfiguration", authorizer.JwtConfiguration is { } jwt ? WireValue.Structure(("Audience", HttpNames.Texts(jwt.Audience)), ("Issuer", jwt.Issuer)) : null),
        ("Name", authorizer.Name));
}
