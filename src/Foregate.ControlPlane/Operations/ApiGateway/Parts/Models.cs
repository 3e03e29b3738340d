// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway.Parts;

/// <summary>The schemas that methods of a REST API name: create, get, update, delete.</summary>
internal static partial class Models
{
    public sealed record CreateModelRequest
    {
        public required string Name { get; init; }

        public string? Description { get; init; }

        public string? Schema { get; init; }

        public required string ContentType { get; init; }
    }

    public static OperationResult<Model> CreateModel(Account account, string restApiId, CreateModelRequest request, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (request.Name.Length == 0)
        {
            return AwsError.BadRequest("Model name must be non-empty");
        }

        if (!Name().IsMatch(request.Name))
        {
            return AwsError.BadRequest($"Model name must be alphanumeric: {request.Name}");
        }

        if (api.Models.ContainsKey(request.Name))
        {
            return AwsError.Conflict("Model name already exists for this REST API");
        }

        if (!MediaTypes.IsMediaType(request.ContentType))
        {
            return AwsError.InvalidContentType(request.ContentType);
        }

        var model = new Model
        {
            Id = Identifiers.Next(6, id => api.Models.Values.Any(other => other.Id == id), "model", restApiId, request.Name),
            Name = request.Name,
            Description = Said(request.Description),
            Schema = Said(request.Schema),
            ContentType = request.ContentType,
        };
        return Put(account, api, model, context);
    }

    public static OperationResult<Model> GetModel(Account account, string restApiId, string modelName) =>
        account.RestApis.TryGetValue(restApiId, out var api) && api.Models.TryGetValue(modelName, out var model)
            ? OperationResult<Model>.Done(account, model)
            : AwsError.NoModelNamed(modelName);

    /// <summary>Both members as they are to be.</summary>
    public static OperationResult<Model> UpdateModel(
        Account account, string restApiId, string modelName, string? description, string? schema, OperationContext context)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api) || !api.Models.TryGetValue(modelName, out var model))
        {
            return AwsError.NoModelNamed(modelName);
        }

        return Put(account, api, model with { Description = Said(description), Schema = Said(schema) }, context);
    }

    public static OperationResult<Model> DeleteModel(Account account, string restApiId, string modelName)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api) || !api.Models.TryGetValue(modelName, out var model))
        {
            return AwsError.NoModelNamed(modelName);
        }

        if (Use(api, modelName) is { } use)
        {
            return AwsError.Conflict($"Cannot delete model '{modelName}', is referenced in {use}");
        }

        return OperationResult<Model>.Done(account.With(api with { Models = api.Models.Remove(modelName) }), model);
    }

    // Text that says nothing is as good as none (recorded).
    private static string? Said(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static OperationResult<Model> Put(Account account, RestApi api, Model model, OperationContext context)
    {
        var models = api.Models.SetItem(model.Name, model);
        if (ModelSchemas.Check(model, api with { Models = models }) is { } error)
        {
            return error;
        }

        var limit = context.Quotas.ModelBytesPerApi;
        return limit != int.MaxValue && models.Values.Sum(static other => Encoding.UTF8.GetByteCount(other.Schema ?? "")) > limit
            ? AwsError.TooMany("bytes of models", context.Quotas.ModelBytesPerApi)
            : OperationResult<Model>.Done(account.With(api with { Models = models }), model);
    }

    private static string? Use(RestApi api, string name)
    {
        if (MethodUse.Find(api, method => method.RequestModels.ContainsValue(name)) is { } request)
        {
            return $"method request: {request}";
        }

        if (MethodUse.Find(api, method => method.MethodResponses.Values.Any(response => response.ResponseModels.ContainsValue(name))) is { } response)
        {
            return $"method response: {response}";
        }

        return api.Models.Values.FirstOrDefault(other => other.Name != name && ModelSchemas.References(other, api.Id).Contains(name)) is { } model ? $"model: {model.Name}" : null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]+\z")]
    private static partial Regex Name();
}
