// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>Makes OpenAPI 3 of a definition that says so: what SAM has put in is Swagger until then.</summary>
internal sealed class OpenApi3(SamNode? version)
{
    private SamNode? _version = version;

    /// <summary>Changes the document in place.</summary>
    public void Finish(SamNode document)
    {
        if (document["swagger"] is not null)
        {
            return;
        }

        _version ??= document["openapi"];
        if (_version is not { IsTruthy: true } || !SwaggerEditor.IsVersion3(_version))
        {
            return;
        }

        Move(document, "securityDefinitions", "securitySchemes");
        Move(document, "definitions", "schemas");
        if (document["paths"] is not { IsTruthy: true } paths)
        {
            return;
        }

        if (!paths.IsMap)
        {
            throw new SamRefusal(paths, "Value of paths must be a dictionary according to Swagger spec.", "Write paths.");
        }

        foreach (var entry in paths.Entries)
        {
            if (ApiPaths.Item(entry.Value, entry.Key)["options"] is { IsTruthy: true } options)
            {
                Finish(options, entry.Key);
            }
        }
    }

    private static void Finish(SamNode options, string path)
    {
        if (!options.IsMap)
        {
            throw new SamRefusal(options, $"Value of options method for path {path} must be a dictionary according to Swagger spec.", "Write an operation.");
        }

        options.Remove("produces");
        options.Remove("consumes");
        var response = Expect.Map(Expect.Map(options["responses"], "responses")?["200"], "200");
        if (Expect.Map(response?["headers"], "headers") is not { IsTruthy: true } headers)
        {
            return;
        }

        foreach (var header in headers.Entries)
        {
            headers.Set(header.Key, SamNode.HashedMap(("schema", header.Value)));
        }
    }

    private static void Move(SamNode document, string from, string to)
    {
        if (document[from] is not { IsTruthy: true } moved)
        {
            return;
        }

        var components = Expect.Map(document["components"], "components") is { IsTruthy: true } there ? there : SamNode.HashedMap();
        components.Set(to, moved);
        document.Set("components", components);
        document.Remove(from);
    }
}
