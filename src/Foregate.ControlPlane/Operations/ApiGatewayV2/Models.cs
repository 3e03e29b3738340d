// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>JSON Schemas of an API of the second interface: create, get, update, delete.</summary>
internal static partial class Models
{
    public sealed record CreateModelRequest
    {
        public required string Name { get; init; }

        public required string Schema { get; init; }

        public string? ContentType { get; init; }

        public string? Description { get; init; }
    }

    /// <summary>A member that is <see langword="null"/> stays as it is; an empty text goes.</summary>
    public sealed record UpdateModelRequest
    {
        public string? Name { get; init; }

        public string? Schema { get; init; }

        public string? ContentType { get; init; }

        public string? Description { get; init; }
    }

    public static OperationResult<Model> CreateModel(Account account, string apiId, CreateModelRequest request, OperationContext context)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        var model = new Model
        {
            ModelId = Identifiers.Next(6, api.Models.ContainsKey, "model", apiId, request.Name),
            Name = request.Name,
            Schema = request.Schema,
            ContentType = request.ContentType,
            Description = request.Description,
        };
        return Put(account, api, model, context);
    }

    public static OperationResult<Model> GetModel(Account account, string apiId, string modelId)
    {
        if (!account.Apis.TryGetValue(apiId, out var api))
        {
            return AwsError.NoApi(apiId);
        }

        return api.Models.TryGetValue(modelId, out var model) ? OperationResult<Model>.Done(account, model) : AwsError.NoModel(modelId);
    }

    /// <summary>The mapping template that AWS proposes for it.</summary>
    public static OperationResult<string> GetModelTemplate(Account account, string apiId, string modelId)
    {
        var found = GetModel(account, apiId, modelId);
        return found.Error is { } error ? error : OperationResult<string>.Done(account, ModelTemplates.Of(JsonNode.Parse(found.Response!.Schema) as JsonObject));
    }

    public static OperationResult<Model> UpdateModel(Account account, string apiId, string modelId, UpdateModelRequest request, OperationContext context)
    {
        var found = GetModel(account, apiId, modelId);
        if (found.Error is { } error)
        {
            return error;
        }

        var (api, before) = (account.Apis[apiId], found.Response!);
        var model = before with
        {
            Name = request.Name ?? before.Name,
            Schema = request.Schema ?? before.Schema,
            ContentType = PartialUpdates.Text(request.ContentType, before.ContentType),
            Description = PartialUpdates.Text(request.Description, before.Description),
        };
        // Routes know a model by its name.
        return model.Name != before.Name && UserOf(api, before.Name) is { } user
            ? AwsError.Conflict($"Cannot rename model '{before.Name}', is referenced in route: {user.RouteKey}")
            : Put(account, api, model, context);
    }

    /// <summary>The model as if it were made anew: what the request does not say is at its default.</summary>
    public static OperationResult<Model> ReplaceModel(Account account, string apiId, string modelId, CreateModelRequest request, OperationContext context) => UpdateModel(
        account,
        apiId,
        modelId,
        new UpdateModelRequest { Name = request.Name, Schema = request.Schema, ContentType = request.ContentType ?? "", Description = request.Description ?? "" },
        context);

    public static OperationResult<Model> DeleteModel(Account account, string apiId, string modelId, OperationContext context)
    {
        var found = GetModel(account, apiId, modelId);
        if (found.Error is { } error)
        {
            return error;
        }

        var api = account.Apis[apiId];
        if (UserOf(api, found.Response!.Name) is { } user)
        {
            return AwsError.Conflict($"Cannot delete model '{found.Response!.Name}', is referenced in route: {user.RouteKey}");
        }

        account = Deployments.Changed(account, api with { Models = api.Models.Remove(modelId) }, context);
        return OperationResult<Model>.Done(account, found.Response!);
    }

    /// <summary>Whether all these are names of models.</summary>
    public static AwsError? CheckNames(Api api, IEnumerable<string> names) =>
        names.FirstOrDefault(name => !api.Models.Values.Any(model => model.Name == name)) is { } unknown
            ? AwsError.BadRequest($"Invalid model identifier specified: {unknown}")
            : null;

    private static Route? UserOf(Api api, string name) => api.Routes.Values.FirstOrDefault(
        route => route.RequestModels.ContainsValue(name) || route.RouteResponses.Values.Any(response => response.ResponseModels.ContainsValue(name)));

    private static OperationResult<Model> Put(Account account, Api api, Model model, OperationContext context)
    {
        if (Check(api, model) is { } error)
        {
            return error;
        }

        account = Deployments.Changed(account, api with { Models = api.Models.SetItem(model.ModelId, model) }, context);
        return OperationResult<Model>.Done(account, model);
    }

    private static AwsError? Check(Api api, Model model)
    {
        if (model.Name.Length == 0)
        {
            return AwsError.BadRequest("Model name must be non-empty");
        }

        if (!Name().IsMatch(model.Name))
        {
            return AwsError.BadRequest($"Model name must be alphanumeric: {model.Name}");
        }

        if (api.Models.Values.Any(other => other.Name == model.Name && other.ModelId != model.ModelId))
        {
            return AwsError.Conflict("Model name already exists for this API");
        }

        return IsObject(model.Schema) ? null : AwsError.BadRequest("Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]");
    }

    private static bool IsObject(string schema)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(schema));
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]+\z")]
    private static partial Regex Name();
}
