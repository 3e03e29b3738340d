// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>Puts a document's schemas into a REST API as models, and finds the model that a schema in an operation stands for.</summary>
internal sealed class ModelImport(ImportRun run, string restApiId)
{
    private const string Json = "application/json";

    private readonly Dictionary<string, string> _unnamed = new(StringComparer.Ordinal);

    /// <summary>All schemas that have names: <c>components/schemas</c>, <c>definitions</c>.</summary>
    public void ReadAll(Section? schemas)
    {
        foreach (var entry in schemas?.Entries() ?? [])
        {
            var path = schemas!.PathOf(entry.Key);
            if (Text(entry.Value, path) is { } text)
            {
                Put(entry.Key, text, entry.KeyLocation, path);
            }
        }
    }

    /// <summary>The models of a <c>content</c> object by media type.</summary>
    /// <param name="isValidated">Whether bodies are held against them, so that none may be left out.</param>
    public ImmutableSortedDictionary<string, string> OfContent(Section owner, bool isValidated = false)
    {
        var models = OrdinalMap.Empty<string>();
        if (owner.Object("content", ObjectKinds.Content) is not { } content)
        {
            return models;
        }

        foreach (var entry in content.Entries())
        {
            var path = content.PathOf(entry.Key);
            if (Section.Open(run.Reading, entry.Value, path, ObjectKinds.MediaType) is not { } media)
            {
                continue;
            }

            if (media.Node("schema") is not { } schema)
            {
                run.Reading.Inert("content", path);
            }
            else if (Find(schema, media.PathOf("schema"), DocumentPath.Append(content.Path, "schema"), isValidated) is { } model)
            {
                models = models.SetItem(entry.Key, model);
            }
        }

        return models;
    }

    /// <summary>The same model for each of these media types; JSON where there is none.</summary>
    public ImmutableSortedDictionary<string, string> OfSchema(Section owner, IReadOnlyList<string> mediaTypes, bool isValidated = false)
    {
        var models = OrdinalMap.Empty<string>();
        if (owner.Node("schema") is not { } schema || Find(schema, owner.PathOf("schema"), owner.PathOf("schema"), isValidated) is not { } model)
        {
            return models;
        }

        foreach (var type in mediaTypes.Count == 0 ? [Json] : mediaTypes)
        {
            models = models.SetItem(type, model);
        }

        return models;
    }

    /// <param name="told">The path that AWS's parser names.</param>
    private string? Find(DocumentNode schema, string path, string told, bool isValidated)
    {
        if (schema.Kind != NodeKind.Mapping || schema.Entries.Count == 0)
        {
            return null;
        }

        if (schema.TryGet("$ref", out var reference))
        {
            var name = DocumentPath.Keys(reference.Value.Text) is ["components", "schemas", var three] ? three
                : DocumentPath.Keys(reference.Value.Text) is ["definitions", var two] ? two
                : null;
            if (name is not null && Known.ContainsKey(name))
            {
                return name;
            }

            // Where nothing is validated nothing comes of it: only AWS speaks of it there.
            if (run.Reading.IsLenient)
            {
                run.Reading.Fault(reference.Value.Location, $"{told}/{reference.Value.Text}", "", "", "is missing");
            }
            else if (isValidated)
            {
                // A schema whose name is none for a model, or that stands elsewhere.
                return run.Reading.Resolve(schema, path) is { } target ? Unnamed(target.Node, target.Path, isNeeded: true) : null;
            }
            else
            {
                run.Reading.Inert("schemas without a model", path);
            }

            return null;
        }

        if (!run.Reading.IsLenient && !isValidated)
        {
            run.Reading.Inert("schemas without a name", path);
            return null;
        }

        return Unnamed(schema, path, isValidated);
    }

    // AWS makes a name up.
    private string? Unnamed(DocumentNode schema, string path, bool isNeeded)
    {
        if (Text(schema, path) is not { } text)
        {
            return null;
        }

        if (_unnamed.TryGetValue(text, out var known))
        {
            return known;
        }

        var name = $"MODEL{Identifiers.Next(6, id => Known.TryGetValue($"MODEL{id}", out var other) && other.Schema != text, "unnamed", restApiId, text)}";
        return Put(name, text, schema.Location, path, isNeeded) is not null || run.Reading.IsLenient ? _unnamed[text] = name : null;
    }

    private ImmutableSortedDictionary<string, Model> Known => run.Account.RestApis[restApiId].Models;

    private string? Text(DocumentNode schema, string path)
    {
        if (run.Json(schema, path) is not { } json)
        {
            return null;
        }

        json.Remove("$schema");
        SchemaReferences.ToAddresses(json, restApiId);
        return JsonText.Write(json);
    }

    private string? Put(string name, string text, SourceLocation location, string path, bool isNeeded = false)
    {
        var result = Known.TryGetValue(name, out var known)
            ? Models.UpdateModel(run.Account, restApiId, name, known.Description, text, run.Operations)
            : Models.CreateModel(
                run.Account, restApiId, new Models.CreateModelRequest { Name = name, Schema = text, ContentType = Json }, run.Operations);
        if (result.Error is { IsLimit: false } && !run.Reading.IsLenient && !isNeeded)
        {
            // Names and schemas that AWS does not take are in many documents; where they are not validated, no request is answered otherwise without the model.
            run.Reading.Inert("schemas that no model can be", path);
            return null;
        }

        run.Source($"/restapis/{restApiId}/models/{name}", location, path);
        return run.Apply(_ => result, location, path, "Change the schema, or let no request validator hold bodies against it.", $"Unable to create model '{name}'")?.Name;
    }
}
