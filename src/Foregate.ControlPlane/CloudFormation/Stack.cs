// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation;

/// <summary>Makes the resources of a template, each after those that it needs.</summary>
internal sealed class Stack(ImportRun run, Evaluator evaluator, string folder)
{
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _external = new(StringComparer.Ordinal);

    public ImportRun Run { get; } = run;

    public Evaluator Evaluator { get; } = evaluator;

    /// <summary>The template's folder: relative paths start here.</summary>
    public string Folder { get; } = folder;

    public List<GeneratedKey> GeneratedKeys { get; } = [];

    /// <summary>Whether some resource could not be made, so that what refers to it has no value.</summary>
    public bool IsBroken => _broken.Count > 0;

    public void Make(IReadOnlyList<TemplateResource> resources)
    {
        // What a transform wrote can be referred to as well, what it did not write cannot.
        var twice = new HashSet<string>(StringComparer.Ordinal);
        Evaluator.Scope.LogicalIds.Clear();
        foreach (var resource in resources)
        {
            if (!Evaluator.Scope.LogicalIds.Add(resource.LogicalId))
            {
                twice.Add(resource.LogicalId);
                Run.Reading.Fault(resource.Location, resource.Path, $"The transform makes a resource {resource.LogicalId}, and there is one already.", "Rename the one or the other.");
            }
        }

        var order = ResourceOrder.Of([.. resources.DistinctBy(resource => resource.LogicalId)], Run.Reading);
        Evaluator.Scope.Made = new Dictionary<string, ResourceValue>(StringComparer.Ordinal);
        foreach (var (resource, needs) in order)
        {
            if (resource.IsFaulty || twice.Contains(resource.LogicalId) || needs.Any(_broken.Contains) || Make(resource) is not { } value)
            {
                _broken.Add(resource.LogicalId);

                // Whoever refers to it is not at fault: it gets a name that nothing is made with.
                Evaluator.Scope.Made[resource.LogicalId] = new ResourceValue(resource.LogicalId) { Otherwise = _ => resource.LogicalId };
                CheckAlone(resource);
                continue;
            }

            Evaluator.Scope.Made[resource.LogicalId] = value;
        }

        if (_external.Count > 0)
        {
            var list = string.Join(", ", _external.Select(entry => entry.Value == 1 ? entry.Key : $"{entry.Key} ({entry.Value})"));
            Run.Reading.Notice(null, $"Not made here, known by name only: {list}.");
        }
    }

    private ResourceValue? Make(TemplateResource resource)
    {
        if (ResourceTypes.Find(resource.Type) is not { } type)
        {
            if (ResourceTypes.Refusal(resource.Type) is { } refusal)
            {
                Run.Reading.Fault(resource.Location, resource.Path, $"{resource.Type} {refusal.Cause}.", refusal.Cure);
                return null;
            }

            if (!resource.IsImplied)
            {
                _external[resource.Type] = _external.GetValueOrDefault(resource.Type) + 1;
            }

            var named = Evaluator.Evaluate(resource.Properties, resource.PropertiesPath);
            return named is null ? null : ExternalResource.Value(resource, named, Evaluator.Scope);
        }

        // What the table refuses does not keep the rest from being looked at: all that is wrong is told at once.
        var before = Run.Reading.Faults.Count;
        var made = Open(resource, type) is { } context ? type.Create(context) : null;
        return Run.Reading.Faults.Count > before ? null : made;
    }

    // A resource that needs something broken is not made, but what it says is still held against the table of its type.
    private void CheckAlone(TemplateResource resource)
    {
        if (!resource.IsFaulty && ResourceTypes.Find(resource.Type) is { } type)
        {
            Open(resource, type);
        }
        else if (ResourceTypes.Find(resource.Type) is null && ResourceTypes.Refusal(resource.Type) is { } refusal)
        {
            Run.Reading.Fault(resource.Location, resource.Path, $"{resource.Type} {refusal.Cause}.", refusal.Cure);
        }
    }

    private ResourceContext? Open(TemplateResource resource, ResourceType type)
    {
        var before = Run.Reading.Faults.Count;
        var properties = Evaluator.Evaluate(resource.Properties, resource.PropertiesPath);
        var section = properties is null || Run.Reading.Faults.Count > before ? null : Section.Open(Run.Reading, properties, resource.PropertiesPath, type.Properties);
        if (section is null)
        {
            return null;
        }

        var missing = Array.FindAll(type.Required, required => !section.Has(required));
        foreach (var required in missing)
        {
            section.Fault(required, $"{resource.Type} needs the property {required}.", "Write it.");
        }

        return missing.Length > 0 ? null : new ResourceContext(Run, Evaluator.Scope, resource, section) { Folder = Folder, GeneratedKeys = GeneratedKeys };
    }
}
