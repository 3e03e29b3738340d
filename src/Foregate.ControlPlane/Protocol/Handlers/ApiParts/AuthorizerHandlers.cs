// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiParts;

/// <summary>Who says whether callers of REST APIs may, on the wire.</summary>
internal static class AuthorizerHandlers
{
    private static readonly WireNames<AuthorizerType> s_types = new(
        (AuthorizerType.Token, "TOKEN"), (AuthorizerType.Request, "REQUEST"), (AuthorizerType.CognitoUserPools, "COGNITO_USER_POOLS"));

    public static HandlerResult Create(HandlerCall call) => HandlerCall.Answer(Authorizers.CreateAuthorizer(call.Account, call.Text("restApiId"), Read(call.Input), call.Context), Wire);

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Authorizers.GetAuthorizer(call.Account, call.Text("restApiId"), call.Text("authorizerId")), Wire);

    public static HandlerResult GetAll(HandlerCall call)
    {
        var found = RestApis.GetRestApi(call.Account, call.Text("restApiId"));
        return found.Error is { } missing ? missing : call.Items(found.Response!.Authorizers.Values, static authorizer => authorizer.Id, Wire);
    }

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Authorizers.GetAuthorizer(call.Account, call.Text("restApiId"), call.Text("authorizerId"));
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(found.Response!));
        if (refused is not null)
        {
            return refused;
        }

        if (s_types.Read(patched!.GetText("type")) is null)
        {
            return AwsError.BadRequest("Invalid authorizer type specified. Valid options are TOKEN,REQUEST,COGNITO_USER_POOLS");
        }

        return HandlerCall.Answer(Authorizers.UpdateAuthorizer(call.Account, call.Text("restApiId"), found.Response!.Id, Read(patched)), Wire);
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Authorizers.DeleteAuthorizer(call.Account, call.Text("restApiId"), call.Text("authorizerId")), static _ => WireValue.Empty);

    public static HandlerResult TestInvoke(HandlerCall call) => Authorizers.GetAuthorizer(call.Account, call.Text("restApiId"), call.Text("authorizerId")).Error
        ?? AwsError.NotBuilt("ask an authorizer by hand (TestInvokeAuthorizer)");

    private static Authorizers.CreateAuthorizerRequest Read(WireValue said) => new()
    {
        Name = said.GetText("name") ?? "",
        Type = s_types.Read(said.GetText("type"))!.Value,
        ProviderArns = said.GetTexts("providerARNs") ?? [],
        AuthType = said.GetText("authType"),
        AuthorizerUri = said.GetText("authorizerUri"),
        AuthorizerCredentials = said.GetText("authorizerCredentials"),
        IdentitySource = said.GetText("identitySource"),
        IdentityValidationExpression = said.GetText("identityValidationExpression"),
        AuthorizerResultTtlInSeconds = said.GetInteger("authorizerResultTtlInSeconds"),
    };

    private static WireValue Wire(Authorizer authorizer) => WireValue.Structure(
        ("id", authorizer.Id),
        ("name", authorizer.Name),
        ("type", s_types[authorizer.Type]),
        ("providerARNs", authorizer.ProviderArns.IsEmpty ? null : WireValue.List(authorizer.ProviderArns)),
        ("authType", authorizer.AuthType),
        ("authorizerUri", authorizer.AuthorizerUri),
        ("authorizerCredentials", authorizer.AuthorizerCredentials),
        ("identitySource", authorizer.IdentitySource),
        ("identityValidationExpression", authorizer.IdentityValidationExpression),
        ("authorizerResultTtlInSeconds", (long?)authorizer.AuthorizerResultTtlInSeconds));
}
