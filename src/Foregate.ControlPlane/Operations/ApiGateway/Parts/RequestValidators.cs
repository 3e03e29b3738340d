// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway.Parts;

/// <summary>What is looked at before a method of a REST API is called: create, get, update, delete.</summary>
internal static class RequestValidators
{
    public sealed record CreateRequestValidatorRequest
    {
        public string? Name { get; init; }

        public bool ValidateRequestBody { get; init; }

        public bool ValidateRequestParameters { get; init; }
    }

    public static OperationResult<RequestValidator> CreateRequestValidator(
        Account account, string restApiId, CreateRequestValidatorRequest request, OperationContext context)
    {
        // AWS speaks of a bad request where others are not found (recorded).
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.BadRequest("Invalid REST API identifier specified");
        }

        var validator = new RequestValidator
        {
            Id = Identifiers.Next(6, api.RequestValidators.ContainsKey, "requestvalidator", restApiId, context.IdSeed ?? request.Name ?? ""),
            Name = request.Name,
            ValidateRequestBody = request.ValidateRequestBody,
            ValidateRequestParameters = request.ValidateRequestParameters,
        };
        return Put(account, api, validator);
    }

    public static OperationResult<RequestValidator> GetRequestValidator(Account account, string restApiId, string requestValidatorId) =>
        account.RestApis.TryGetValue(restApiId, out var api) && api.RequestValidators.TryGetValue(requestValidatorId, out var validator)
            ? OperationResult<RequestValidator>.Done(account, validator)
            : AwsError.NoRequestValidator();

    /// <summary>All members as they are to be.</summary>
    public static OperationResult<RequestValidator> UpdateRequestValidator(Account account, string restApiId, string requestValidatorId, CreateRequestValidatorRequest request)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api) || !api.RequestValidators.TryGetValue(requestValidatorId, out var validator))
        {
            return AwsError.NoRequestValidator();
        }

        return Put(
            account,
            api,
            validator with { Name = request.Name, ValidateRequestBody = request.ValidateRequestBody, ValidateRequestParameters = request.ValidateRequestParameters });
    }

    public static OperationResult<RequestValidator> DeleteRequestValidator(Account account, string restApiId, string requestValidatorId)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api) || !api.RequestValidators.TryGetValue(requestValidatorId, out var validator))
        {
            return AwsError.NoRequestValidator();
        }

        if (MethodUse.Find(api, method => method.RequestValidatorId == requestValidatorId) is { } use)
        {
            return AwsError.Conflict($"Cannot delete validator '{requestValidatorId}', is referenced in method request: {use}");
        }

        return OperationResult<RequestValidator>.Done(account.With(api with { RequestValidators = api.RequestValidators.Remove(requestValidatorId) }), validator);
    }

    private static OperationResult<RequestValidator> Put(Account account, RestApi api, RequestValidator validator) =>
        OperationResult<RequestValidator>.Done(account.With(api with { RequestValidators = api.RequestValidators.SetItem(validator.Id, validator) }), validator);
}
