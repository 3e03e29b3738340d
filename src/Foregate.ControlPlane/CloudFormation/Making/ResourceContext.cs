// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A resource in the making: what it says, and the way to the operations.</summary>
internal sealed class ResourceContext(ImportRun run, Scope scope, TemplateResource resource, Section properties)
{
    public ImportRun Run { get; } = run;

    public Scope Scope { get; } = scope;

    /// <summary>The template's folder: relative paths start here; <see langword="null"/> for a template that came by a call, which names no files.</summary>
    public required string? Folder { get; init; }

    /// <summary>Gives the content of an object of a bucket; <see langword="null"/> when there is none.</summary>
    public required Func<Artifact, ReadOnlyMemory<byte>?> Artifacts { get; init; }

    /// <summary>Makes a stack that is a resource of this one; <see langword="null"/> after faults.</summary>
    public required Func<NestedStack, NestedStackMade?> Nest { get; init; }

    /// <summary>The properties that are not what they were when it was made or updated last.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>What is to be updated; <see langword="null"/> when a resource is made.</summary>
    public DeployedResource? Existing { get; init; }

    /// <summary>The id of what is to be updated.</summary>
    public string PhysicalId => Existing!.PhysicalId;

    /// <summary>The tags of the stack.</summary>
    public ImmutableSortedDictionary<string, string> StackTags { get; init; } = OrdinalMap.Empty<string>();

    public TemplateResource Resource { get; } = resource;

    public string LogicalId => Resource.LogicalId;

    public Section Properties { get; } = properties;

    /// <summary>Ids are made from the stack's name and the logical id: they are the same in every run.</summary>
    public OperationContext Operations => Run.Operations with
    {
        IdSeed = $"{Scope.StackName}/{LogicalId}",
        Tolerate = Run.Operations.Quotas.TakesWhatCannotWork ? Tolerate : null,
    };

    /// <summary>For what is created with these tags: local tools fix an id by the tag _custom_id_.</summary>
    public OperationContext Creation(ImmutableSortedDictionary<string, string> tags) =>
        tags.TryGetValue("_custom_id_", out var id) && !StackTags.ContainsKey("_custom_id_") ? Operations with { FixedId = id } : Operations;

    /// <summary>The resource whose place this one takes, so that both are there for a while; <see langword="null"/> for none.</summary>
    public StackResource? Replaced { get; init; }

    /// <summary>The name that CloudFormation would make up; it has a random-looking part only where it must be another one than that of what is replaced.</summary>
    public string GeneratedName => Replaced is null
        ? $"{Scope.StackName}-{LogicalId}"
        : $"{Scope.StackName}-{LogicalId}-{Identifiers.Next(12, static _ => false, Scope.StackName, LogicalId, Replaced.PhysicalId)}";

    /// <summary>Runs an operation; its refusal becomes a fault of the resource.</summary>
    public T? Apply<T>(Func<Account, OperationResult<T>> operation)
        where T : class => Apply(operation, (string?)null);

    /// <summary>Runs an operation; its refusal becomes a fault of the property.</summary>
    public T? Apply<T>(Func<Account, OperationResult<T>> operation, string? property)
        where T : class => Run.Apply(
            operation,
            property is null ? Resource.Location : Properties.At(property),
            property is null ? Resource.Path : Properties.PathOf(property),
            $"Change the properties of {LogicalId} to what AWS accepts.");

    /// <summary>Runs an operation; its refusal becomes a fault of the first property that is there and whose words stand in what was said.</summary>
    public T? Apply<T>(Func<Account, OperationResult<T>> operation, params (string Words, string Property)[] places)
        where T : class => Apply(null, operation, places);

    /// <summary>As above, of an operation on a part of the resource; <see langword="null"/> for the resource itself.</summary>
    public T? Apply<T>(Section? part, Func<Account, OperationResult<T>> operation, params (string Words, string Property)[] places)
        where T : class
    {
        var result = operation(Run.Account);
        var section = part ?? Properties;
        var property = result.Error is { } error
            ? Array.Find(places, place => section.Has(place.Property) && error.Message.Contains(place.Words, StringComparison.OrdinalIgnoreCase)).Property
            : null;
        var (location, path) = property is not null ? (section.At(property), section.PathOf(property))
            : part is not null ? (part.Location, part.Path)
            : (Resource.Location, Resource.Path);
        return Run.Apply(_ => result, location, path, $"Change the properties of {LogicalId} to what AWS accepts.");
    }

    /// <summary>Whether a property was said when the resource was made or last updated, and is not any more: it goes back to its default.</summary>
    public bool IsGone(string property) => Existing?.Has(property) == true && !Properties.Has(property);

    /// <summary>A list of objects; those that are none are left out after a fault.</summary>
    public List<Section> Objects(Section section, string property, ObjectKind kind)
    {
        var objects = new List<Section>();
        var items = section.Items(property) ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            if (Section.Open(Run.Reading, items[i], DocumentPath.Append(section.PathOf(property), i), kind) is { } item)
            {
                objects.Add(item);
            }
        }

        return objects;
    }

    /// <summary>A JSON document: an object, or the text of one as it stands; <see langword="null"/> where there is none.</summary>
    public string? Json(Section section, string property) =>
        section.Node(property) is not { } node ? null
        : node.Kind != NodeKind.Mapping ? section.Text(property)
        : Run.Json(node, section.PathOf(property)) is { } json ? OpenApi.Texts.JsonText.Compact(json)
        : null;

    /// <summary>A text that must be one of a few; the first word of each pair is AWS's.</summary>
    public T Choice<T>(Section section, string property, T otherwise, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (section.Text(property) is not { } text)
        {
            return otherwise;
        }

        foreach (var (word, value) in choices)
        {
            if (word == text)
            {
                return value;
            }
        }

        var words = new List<string>();
        foreach (var (word, _) in choices)
        {
            words.Add(word);
        }

        section.Fault(property, $"{property} cannot be \"{text}\" here.", $"Use {string.Join(" or ", words)}.");
        return otherwise;
    }

    private void Tolerate(AwsError refusal) =>
        Run.Reading.Notice(Resource.Location, $"{LogicalId}: AWS would refuse this ({refusal.Message.TrimEnd('.')}). It is kept, and what cannot work does not.");
}
