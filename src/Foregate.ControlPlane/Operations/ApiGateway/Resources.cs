// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>The tree of paths of a REST API: create, get, delete.</summary>
internal static partial class Resources
{
    /// <param name="children">What is below each resource, where many are made one after the other; it is told of the new one.</param>
    public static OperationResult<Resource> CreateResource(
        Account account, string restApiId, string parentId, string pathPart, OperationContext context, ResourceChildren? children = null)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (!api.Resources.TryGetValue(parentId, out var parent))
        {
            return AwsError.NoResource();
        }

        if ((CheckPart(parent, pathPart) ?? (children is null ? CheckSiblings(api, parent, pathPart, except: null) : CheckSiblings(children, parent, pathPart))) is { } error)
        {
            return error;
        }

        if (api.Resources.Count >= context.Quotas.ResourcesPerApi)
        {
            return AwsError.TooMany("Resources", context.Quotas.ResourcesPerApi);
        }

        var path = PathOf(parent, pathPart);
        var resource = new Resource
        {
            Id = Identifiers.Next(6, api.Resources.ContainsKey, "resource", restApiId, path),
            ParentId = parentId,
            PathPart = pathPart,
            Path = path,
        };
        children?.Add(resource);
        return OperationResult<Resource>.Done(account.With(api, resource), resource);
    }

    public static OperationResult<Resource> GetResource(Account account, string restApiId, string resourceId)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        return api.Resources.TryGetValue(resourceId, out var resource)
            ? OperationResult<Resource>.Done(account, resource)
            : AwsError.NoResource();
    }

    /// <summary>Renames a resource or hangs it elsewhere; what is below it goes along.</summary>
    public static OperationResult<Resource> UpdateResource(Account account, string restApiId, string resourceId, string? parentId, string? pathPart)
    {
        var found = GetResource(account, restApiId, resourceId);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var resource = found.Response!;
        if (resource.ParentId is null)
        {
            return pathPart is not null ? AwsError.BadRequest("Root resource cannot update its pathPart.")
                : parentId is not null ? AwsError.BadRequest("Root resource cannot update its parentId.")
                : found;
        }

        var api = account.RestApis[restApiId];
        if (!api.Resources.TryGetValue(parentId ?? "", out var parent))
        {
            return AwsError.NoResource();
        }

        if (parent.Id == resourceId || parent.Path.StartsWith(resource.Path + "/", StringComparison.Ordinal))
        {
            return AwsError.BadRequest("Resources cannot be cyclical.");
        }

        if ((CheckPart(parent, pathPart ?? "") ?? CheckSiblings(api, parent, pathPart ?? "", resourceId)) is { } error)
        {
            return error;
        }

        if (IsGreedy(pathPart!) && api.Resources.Values.Any(child => child.ParentId == resourceId))
        {
            return AwsError.BadRequest($"Cannot create a child of a resource with a greedy path variable: {pathPart}");
        }

        var moved = resource with { ParentId = parent.Id, PathPart = pathPart, Path = PathOf(parent, pathPart!) };
        var resources = api.Resources.SetItem(resourceId, moved);
        foreach (var below in api.Resources.Values.Where(below => below.Path.StartsWith(resource.Path + "/", StringComparison.Ordinal)))
        {
            resources = resources.SetItem(below.Id, below with { Path = moved.Path + below.Path[resource.Path.Length..] });
        }

        return OperationResult<Resource>.Done(account.With(api with { Resources = resources }), moved);
    }

    /// <summary>Deletes the whole subtree.</summary>
    public static OperationResult<Resource> DeleteResource(Account account, string restApiId, string resourceId)
    {
        if (!account.RestApis.TryGetValue(restApiId, out var api))
        {
            return AwsError.NoRestApi(account.AccountId, restApiId);
        }

        if (!api.Resources.TryGetValue(resourceId, out var resource))
        {
            return AwsError.NoResource();
        }

        if (resource.ParentId is null)
        {
            return AwsError.BadRequest("Root resource cannot be deleted.");
        }

        var gone = api.Resources.Values.Where(r => r.Id == resourceId || r.Path.StartsWith(resource.Path + "/", StringComparison.Ordinal)).Select(r => r.Id);
        return OperationResult<Resource>.Done(account.With(api with { Resources = api.Resources.RemoveRange(gone) }), resource);
    }

    private static string PathOf(Resource parent, string pathPart) => parent.ParentId is null ? $"/{pathPart}" : $"{parent.Path}/{pathPart}";

    private static AwsError? CheckPart(Resource parent, string pathPart)
    {
        if (!Part().IsMatch(pathPart))
        {
            return AwsError.BadRequest(
                "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.");
        }

        return parent.PathPart is { } above && IsGreedy(above)
            ? AwsError.BadRequest($"Cannot create a child of a resource with a greedy path variable: {above}")
            : null;
    }

    private static AwsError? CheckSiblings(RestApi api, Resource parent, string pathPart, string? except)
    {
        foreach (var sibling in api.Resources.Values)
        {
            if (sibling.ParentId != parent.Id || sibling.Id == except)
            {
                continue;
            }

            if (sibling.PathPart == pathPart)
            {
                return NameTaken(pathPart);
            }

            if (IsVariable(sibling.PathPart!) && IsVariable(pathPart))
            {
                return VariableTaken(sibling.PathPart!);
            }
        }

        return null;
    }

    private static AwsError? CheckSiblings(ResourceChildren children, Resource parent, string pathPart) =>
        children.Has(parent.Id, pathPart) ? NameTaken(pathPart)
        : IsVariable(pathPart) && children.Variable(parent.Id) is { } sibling ? VariableTaken(sibling)
        : null;

    private static AwsError NameTaken(string pathPart) => AwsError.Conflict($"Another resource with the same parent already has this name: {pathPart}");

    private static AwsError VariableTaken(string sibling) =>
        AwsError.BadRequest($"A sibling ({sibling}) of this resource already has a variable path part -- only one is allowed");

    public static bool IsVariable(string pathPart) => pathPart is ['{', ..];

    public static bool IsGreedy(string pathPart) => pathPart is ['{', .., '+', '}'];

    [GeneratedRegex(@"\A(?:[A-Za-z0-9._\-:,]+|\{[A-Za-z0-9._\-:]+\+?\})\z")]
    private static partial Regex Part();
}
