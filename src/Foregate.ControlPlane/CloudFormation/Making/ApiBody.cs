// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>The OpenAPI document of a resource: <c>Body</c>, or a file that <c>BodyS3Location</c> names.</summary>
internal static class ApiBody
{
    /// <summary>The id of the API that was made; <see langword="null"/> after a fault.</summary>
    public static string? Make(ResourceContext context, ApiKind kind)
    {
        var properties = context.Properties;
        var property = properties.Has("Body") ? "Body" : "BodyS3Location";
        if (properties.Has("Body") && properties.Has("BodyS3Location"))
        {
            properties.Fault("BodyS3Location", "There is a Body too.", "Keep one of them.");
            return null;
        }

        var body = property == "Body" ? properties.Node("Body") : Read(context);
        if (body is null)
        {
            return null;
        }

        if (body.Kind == NodeKind.String)
        {
            properties.Fault(property, "The body is a text.", "Write it as an object.");
            return null;
        }

        var scope = context.Scope;
        var reading = new ReadingContext(body, scope.AccountId, scope.Region);
        var run = new ImportRun(reading, context.Run.Account, context.Operations, context.Run.Options with { BodyOf = kind, Previous = null });
        var result = OpenApiDocument.ReadBody(run);
        var prefix = properties.PathOf(property);
        foreach (var fault in reading.Faults)
        {
            context.Run.Reading.Fault(fault.Location, prefix + fault.DocumentPath[1..], fault.Cause, fault.Cure);
        }

        foreach (var notice in reading.Notices.Where(notice => notice.Location is not null))
        {
            context.Run.Reading.Notice(notice.Location, notice.Text);
        }

        foreach (var path in reading.InertPaths)
        {
            context.Run.Reading.Inert(path[(path.LastIndexOf('/') + 1)..], prefix + path[1..]);
        }

        if (result is null)
        {
            return null;
        }

        context.Run.Adopt(run);
        return result.ApiId;
    }

    private static DocumentNode? Read(ResourceContext context)
    {
        var properties = context.Properties;
        var node = properties.Node("BodyS3Location")!;
        if (context.Folder is null || node.Kind != NodeKind.String || node.Text.Contains("://", StringComparison.Ordinal))
        {
            properties.Fault("BodyS3Location", "The body is in S3, which Foregate does not reach.", "Name a file beside the template, or write the document under Body.");
            return null;
        }

        return LocalFile.ReadDocument(context.Run.Reading, context.Folder!, node.Text, properties.At("BodyS3Location"), properties.PathOf("BodyS3Location"));
    }
}
