// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>The OpenAPI document of a resource, <c>Body</c> or what <c>BodyS3Location</c> names, on its way into an API.</summary>
internal static class BodyImport
{
    public static bool IsSaid(Section properties) => properties.Has("Body") || properties.Has("BodyS3Location");

    /// <summary>The id of the API that the document went into; <see langword="null"/> after a fault, which carries its place in the template.</summary>
    /// <param name="target">Into which API, and how.</param>
    /// <param name="operations">What the import is done with.</param>
    /// <param name="failsOnWarnings">Whether what API Gateway would leave out with a warning is a fault. In a file it always is.</param>
    public static string? Put(ResourceContext context, ImportTarget target, OperationContext operations, bool failsOnWarnings)
    {
        if (Read(context) is not { } body)
        {
            return null;
        }

        var strict = Run(context, body, target, operations, isLenient: false);
        if (!strict.Run.HasFaults)
        {
            Tell(context, strict.Run.Reading);
            context.Run.Adopt(strict.Run);
            return strict.ApiId;
        }

        var prefix = Prefix(context);
        var faults = strict.Run.Reading.Faults;

        // A call takes what AWS takes: what would be left out there is left out, and told.
        if (context.Folder is null && !failsOnWarnings && Run(context, body, target, operations, isLenient: true) is { ApiId: { Length: > 0 } id, Run: { HasFaults: false } lenient })
        {
            foreach (var fault in faults)
            {
                context.Run.Reading.Notice(fault.Location, $"Left out: {fault.Cause}");
            }

            context.Run.Adopt(lenient);
            return id;
        }

        foreach (var fault in faults)
        {
            context.Run.Reading.Fault(fault.Location, prefix + fault.DocumentPath[1..], fault.Cause, fault.Cure);
        }

        return null;
    }

    private static (ImportRun Run, string? ApiId) Run(ResourceContext context, DocumentNode body, ImportTarget target, OperationContext operations, bool isLenient)
    {
        var scope = context.Scope;
        var reading = new ReadingContext(body, scope.AccountId, scope.Region, isLenient);
        var options = context.Run.Options with { BodyOf = target.IsHttp ? ApiKind.Http : ApiKind.Rest, Previous = null };
        var run = new ImportRun(reading, context.Run.Account, operations, options) { Target = target };
        return (run, OpenApiDocument.ReadBody(run)?.ApiId);
    }

    private static void Tell(ResourceContext context, ReadingContext reading)
    {
        foreach (var notice in reading.Notices.Where(static notice => notice.Location is not null))
        {
            context.Run.Reading.Notice(notice.Location, notice.Text);
        }

        foreach (var (name, path) in reading.InertPlaces)
        {
            context.Run.Reading.Inert(name, Prefix(context) + path[1..]);
        }
    }

    private static string Prefix(ResourceContext context) => context.Properties.PathOf(context.Properties.Has("Body") ? "Body" : "BodyS3Location");

    private static DocumentNode? Read(ResourceContext context)
    {
        var properties = context.Properties;
        if (properties.Has("Body") && properties.Has("BodyS3Location"))
        {
            properties.Fault("BodyS3Location", "There is a Body too.", "Keep one of them.");
            return null;
        }

        return properties.Node("Body") is not { } body ? BodyFile.Read(context) : body.Kind == NodeKind.String ? Parse(context, body) : body;
    }

    // A body can be the text of a document, too; what is wrong in it is told at the property.
    private static DocumentNode? Parse(ResourceContext context, DocumentNode text)
    {
        var faults = new List<Fault>();
        var root = DocumentReader.Read(Encoding.UTF8.GetBytes(text.Text), "Body", new DocumentLimits { Bytes = context.Operations.Quotas.OpenApiDocumentBytes }, faults);
        foreach (var fault in faults)
        {
            context.Run.Reading.Fault(text.Location, context.Properties.PathOf("Body"), fault.Cause, fault.Cure);
        }

        return root;
    }
}
