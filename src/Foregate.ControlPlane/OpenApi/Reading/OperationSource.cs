// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Pointer = Foregate.ControlPlane.Documents.DocumentPath;

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>An operation of the document: one method of one path.</summary>
internal sealed record OperationSource
{
    public const string IntegrationExtension = "x-amazon-apigateway-integration";

    private const string AnyMethod = "x-amazon-apigateway-any-method";

    private static readonly string[] MethodKeys = ["get", "put", "post", "delete", "options", "head", "patch", AnyMethod];

    /// <summary>The path as the document has it, such as <c>/pets/{id}</c>.</summary>
    public required string Path { get; init; }

    public required SourceLocation PathLocation { get; init; }

    public required string PathDocumentPath { get; init; }

    /// <summary><c>GET</c> and so on, or <c>ANY</c>.</summary>
    public required string HttpMethod { get; init; }

    public required SourceLocation Location { get; init; }

    public required Section Section { get; init; }

    /// <summary>Parameters of the operation and of its path; the operation's win.</summary>
    public required IReadOnlyList<Parameter> Parameters { get; init; }

    public string DocumentPath => Section.Path;

    /// <param name="prefix">What stands before every path.</param>
    public static List<OperationSource> ReadAll(ReadingContext reading, Section document, string prefix = "")
    {
        var operations = new List<OperationSource>();
        if (document.Object("paths", ObjectKinds.Paths) is not { } paths)
        {
            if (!document.Has("paths"))
            {
                document.Fault("paths", "The document has no paths.", "Describe at least one path.", "is missing");
            }

            return operations;
        }

        foreach (var entry in paths.Entries())
        {
            var path = paths.PathOf(entry.Key);
            if (!entry.Key.StartsWith('/') && entry.Key != "$default")
            {
                reading.Fault(
                    entry.KeyLocation,
                    reading.IsLenient ? document.PathOf("paths") : path,
                    $"The path \"{entry.Key}\" does not start with a slash.",
                    "Start it with /.",
                    $". Resource {entry.Key} should start with /");
            }
            else if (reading.Resolve(entry.Value, path) is { } item
                && Section.Open(reading, item.Node, item.Path, ObjectKinds.PathItem) is { } section)
            {
                Read(reading, entry, path, section, operations, prefix);
            }
        }

        return operations;
    }

    /// <summary>Whether any integration of the document speaks payload format 2.0, which only HTTP APIs have.</summary>
    public static bool AnyPayloadFormat2(DocumentNode root)
    {
        if (root.TryGet("components", out var components) && components.Value.TryGet("x-amazon-apigateway-integrations", out var shared)
            && shared.Value.Entries.Any(entry => IsFormat2(entry.Value)))
        {
            return true;
        }

        return root.TryGet("paths", out var paths)
            && paths.Value.Entries.Any(path => MethodKeys.Any(key =>
                path.Value.TryGet(key, out var operation)
                && operation.Value.TryGet(IntegrationExtension, out var integration)
                && IsFormat2(integration.Value)));
    }

    private static bool IsFormat2(DocumentNode integration) =>
        integration.TryGet("payloadFormatVersion", out var version) && version.Value.Text == "2.0";

    private static void Read(ReadingContext reading, DocumentEntry path, string documentPath, Section item, List<OperationSource> operations, string prefix)
    {
        var shared = ReadParameters(reading, item);
        foreach (var key in MethodKeys)
        {
            if (item.Object(key, ObjectKinds.Operation) is { } operation)
            {
                var own = ReadParameters(reading, operation);
                operations.Add(new OperationSource
                {
                    Path = path.Key is "$default" or "/$default" ? "/$default" : prefix.Length > 0 && path.Key == "/" ? prefix : prefix + path.Key,
                    PathLocation = path.KeyLocation,
                    PathDocumentPath = documentPath,
                    HttpMethod = key == AnyMethod ? "ANY" : key.ToUpperInvariant(),
                    Location = item.At(key),
                    Section = operation,
                    Parameters = [.. own, .. shared.Where(parameter => !own.Any(o => o.Name == parameter.Name && o.In == parameter.In))],
                });
            }
        }
    }

    private static List<Parameter> ReadParameters(ReadingContext reading, Section owner)
    {
        var parameters = new List<Parameter>();
        var items = owner.Items("parameters") ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            if (reading.Resolve(items[i], Pointer.Append(owner.PathOf("parameters"), i)) is not { } target
                || Section.Open(reading, target.Node, target.Path, ObjectKinds.Parameter) is not { } section)
            {
                continue;
            }

            var name = section.Text("name");
            var place = section.Text("in");
            if (name is null || place is null)
            {
                section.Fault(name is null ? "name" : "in", "A parameter needs a name and a place (in).", "Write both.");
            }
            else if (place is not ("path" or "query" or "header" or "cookie" or "body" or "formData"))
            {
                section.Fault("in", $"A parameter cannot be in \"{place}\".", "Use path, query, header or cookie.");
            }
            else
            {
                parameters.Add(new Parameter(name, place, section.Boolean("required") ?? false, section));
            }
        }

        return parameters;
    }

    /// <summary>A declared parameter of a request.</summary>
    internal sealed record Parameter(string Name, string In, bool Required, Section Section)
    {
        /// <summary>Its name in mapping expressions, or <see langword="null"/> for a place that those do not know.</summary>
        public string? MappingName => In switch
        {
            "path" => $"method.request.path.{Name}",
            "query" => $"method.request.querystring.{Name}",
            "header" => $"method.request.header.{Name}",
            _ => null,
        };
    }
}
