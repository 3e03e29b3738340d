// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary>
/// The OpenAPI document of an HTTP API: <c>Body</c>, or what <c>BodyS3Location</c> names. It is read strictly, so that what is wrong is told at its place;
/// what only AWS's own, lenient reading takes is taken with a notice for all that it leaves out.
/// </summary>
internal static class HttpApiBody
{
    private static readonly string[] s_alone = [StageSource.Extension, UsagePlanImport.Extension];

    /// <summary>Whether the API is to be made of a document.</summary>
    public static bool IsIn(Section properties) => properties.Has("Body") || properties.Has("BodyS3Location");

    /// <summary>The id of the API that was made, or made anew; <see langword="null"/> after a fault.</summary>
    /// <param name="apiId">The API that the document is put into; <see langword="null"/> makes one.</param>
    public static string? Put(ResourceContext context, string? apiId)
    {
        var properties = context.Properties;
        var property = properties.Has("Body") ? "Body" : "BodyS3Location";
        if (properties.Has("Body") && properties.Has("BodyS3Location"))
        {
            properties.Fault("BodyS3Location", "There is a Body too.", "Keep one of them.");
            return null;
        }

        var basePath = context.Choice(properties, "BasePath", BasePathMode.Ignore, ("ignore", BasePathMode.Ignore), ("prepend", BasePathMode.Prepend), ("split", BasePathMode.Split));
        var failsOnWarnings = properties.Boolean("FailOnWarnings") ?? false;
        var body = property == "Body" ? properties.Node("Body") : BodyFile.Read(context);
        if (body is null)
        {
            return null;
        }

        if (body.Kind != NodeKind.Mapping)
        {
            properties.Fault(property, "The body is no object.", "Write it as an object.");
            return null;
        }

        foreach (var extension in s_alone)
        {
            if (body.TryGet(extension, out var entry))
            {
                context.Run.Reading.Fault(
                    entry.KeyLocation, DocumentPath.Append(properties.PathOf(property), extension), $"{extension} is for documents that are served by themselves.", "Define a resource of the template instead.");
                return null;
            }
        }

        var target = new ImportTarget { IsHttp = true, ApiId = apiId, BasePath = basePath };
        return Strictly(context, body, target) is { } id ? id : Leniently(context, body, target, property, failsOnWarnings);
    }

    private static string? Strictly(ResourceContext context, DocumentNode body, ImportTarget target)
    {
        var run = Run(context, body, target);
        var result = OpenApiDocument.ReadBody(run);
        if (result is null)
        {
            return null;
        }

        var prefix = context.Properties.PathOf(context.Properties.Has("Body") ? "Body" : "BodyS3Location");
        foreach (var notice in run.Reading.Notices.Where(static notice => notice.Location is not null))
        {
            context.Run.Reading.Notice(notice.Location, notice.Text);
        }

        foreach (var path in run.Reading.InertPaths)
        {
            context.Run.Reading.Inert(path[(path.LastIndexOf('/') + 1)..], prefix + path[1..]);
        }

        context.Run.Adopt(run);
        return result.ApiId;
    }

    private static string? Leniently(ResourceContext context, DocumentNode body, ImportTarget target, string property, bool failsOnWarnings)
    {
        var properties = context.Properties;
        var reading = context.Run.Reading;
        if (context.Run.Json(body, properties.PathOf(property)) is not { } json)
        {
            return null;
        }

        var imported = ApiImports.ImportApi(context.Run.Account, Encoding.UTF8.GetBytes(json.ToJsonString()), target, failsOnWarnings, context.Operations);
        if (imported.Error is null)
        {
            foreach (var warning in imported.Response!.Warnings)
            {
                reading.Notice(properties.At(property), $"{context.LogicalId}: {warning}");
            }

            return context.Apply(_ => imported)!.ApiId;
        }

        // What the strict reading says of it stands at its place.
        var run = Run(context, body, target);
        OpenApiDocument.ReadBody(run);
        foreach (var fault in run.Reading.Faults)
        {
            reading.Fault(fault.Location, properties.PathOf(property) + fault.DocumentPath[1..], fault.Cause, fault.Cure);
        }

        return run.Reading.Faults.Count > 0 ? null : context.Apply(_ => imported, property)?.ApiId;
    }

    private static ImportRun Run(ResourceContext context, DocumentNode body, ImportTarget target) =>
        new(new ReadingContext(body, context.Scope.AccountId, context.Scope.Region), context.Run.Account, context.Operations, context.Run.Options with { BodyOf = ApiKind.Http, Previous = null }) { Target = target };
}
