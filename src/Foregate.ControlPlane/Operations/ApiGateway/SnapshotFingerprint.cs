// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway.Making;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>Names the content of a REST API's snapshot, so that equal content deploys under an equal id.</summary>
internal static class SnapshotFingerprint
{
    public static string Of(ApiSnapshot snapshot)
    {
        using var fingerprint = new Fingerprint();
        return fingerprint
            .Add(snapshot.BinaryMediaTypes)
            .Add((int)snapshot.ApiKeySource)
            .Add(snapshot.Resources, static (into, resource) => into.Add(resource.Path).Add(resource.ResourceMethods, Add))
            .Add(snapshot)
            .Finish();
    }

    // What was not said leaves no trace: an API that says no more than before deploys under the id that it had.
    private static Fingerprint Add(this Fingerprint into, ApiSnapshot snapshot)
    {
        into.AddSaid("minimumCompressionSize", snapshot.MinimumCompressionSize).AddSaid("policy", snapshot.Policy);
        foreach (var model in snapshot.Models.Values.Where(static model => !DefaultModels.IsDefault(model)))
        {
            into.Add("model").Add(model.Name).Add(model.Schema).Add(model.ContentType);
        }

        foreach (var validator in snapshot.RequestValidators.Values)
        {
            into.Add("requestValidator").Add(validator.Id).Add(validator.ValidateRequestBody).Add(validator.ValidateRequestParameters);
        }

        foreach (var authorizer in snapshot.Authorizers.Values)
        {
            into.Add("authorizer").Add(authorizer.Id).Add((int)authorizer.Type).Add(authorizer.ProviderArns).Add(authorizer.AuthorizerUri).Add(authorizer.AuthorizerCredentials)
                .Add(authorizer.IdentitySource).Add(authorizer.IdentityValidationExpression).AddSaid("ttl", authorizer.AuthorizerResultTtlInSeconds);
        }

        foreach (var (type, response) in snapshot.GatewayResponses)
        {
            into.Add("gatewayResponse").Add(type).Add(response.StatusCode).Add(response.ResponseParameters).Add(response.ResponseTemplates);
        }

        return into;
    }

    private static Fingerprint AddSaid(this Fingerprint into, string name, string? value) => value is null ? into : into.Add(name).Add(value);

    private static Fingerprint AddSaid(this Fingerprint into, string name, int? value) => value is { } number ? into.Add(name).Add(number) : into;

    private static void Add(Fingerprint into, Method method)
    {
        into.Add((int)method.AuthorizationType)
            .Add(method.ApiKeyRequired)
            .Add(method.OperationName)
            .Add(method.RequestParameters)
            .Add(method.MethodResponses, static (into, response) => into.Add(response.ResponseParameters).Add(response.ResponseModels))
            .AddSaid("authorizerId", method.AuthorizerId)
            .AddSaid("requestValidatorId", method.RequestValidatorId);
        if (!method.RequestModels.IsEmpty)
        {
            into.Add("requestModels").Add(method.RequestModels);
        }

        if (!method.AuthorizationScopes.IsEmpty)
        {
            into.Add("authorizationScopes").Add(method.AuthorizationScopes);
        }

        if (method.MethodIntegration is { } integration)
        {
            into.Add((int)integration.Type)
                .Add(integration.HttpMethod)
                .Add(integration.Uri)
                .Add(integration.RequestParameters)
                .Add(integration.RequestTemplates)
                .Add((int)integration.PassthroughBehavior)
                .Add(integration.TimeoutInMillis)
                .Add(integration.IntegrationResponses, static (into, response) => into
                    .Add(response.SelectionPattern)
                    .Add(response.ResponseParameters)
                    .Add(response.ResponseTemplates)
                    .AddSaid("contentHandling", (int?)response.ContentHandling))
                .AddSaid("connectionId", integration.ConnectionId)
                .AddSaid("credentials", integration.Credentials)
                .AddSaid("cacheNamespace", integration.CacheNamespace)
                .AddSaid("tlsConfig", integration.TlsConfig is { } tls ? tls.InsecureSkipVerification ? 1 : 0 : null)
                .AddSaid("responseTransferMode", (int?)integration.ResponseTransferMode)
                .AddSaid("integrationTarget", integration.IntegrationTarget);
            if (integration.ConnectionType != ConnectionType.Internet)
            {
                into.Add("connectionType").Add((int)integration.ConnectionType);
            }

            if (!integration.CacheKeyParameters.IsEmpty)
            {
                into.Add("cacheKeyParameters").Add(integration.CacheKeyParameters);
            }

            if (integration.ContentHandling is { } handling)
            {
                into.Add("contentHandling").Add((int)handling);
            }
        }
    }
}
