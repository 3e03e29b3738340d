// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Reading;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Importing;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>
/// Makes of a template what it says, in an account that is a value: what fails has changed nothing, and what succeeds is published as a whole.
/// </summary>
internal sealed class StackEngine
{
    private readonly Account _before;
    private readonly Stack? _existing;
    private readonly StackRequest _request;
    private readonly StackContext _context;
    private readonly ImportRun _run;
    private readonly Evaluator _evaluator;
    private readonly StackHistory _history;

    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _external = new(StringComparer.Ordinal);
    private readonly List<StackResource> _made = [];
    private readonly List<StackResource> _replaced = [];
    private readonly List<ResourceChange> _changes = [];

    private StackEngine(Account account, DocumentNode root, StackRequest request, StackContext context)
    {
        _before = account;
        _existing = account.Stacks.GetValueOrDefault(request.StackName);
        _request = request;
        _context = context;
        StackId = _existing?.StackId ?? NewId(account, request.StackName, context.Operations.IdSeed);
        var reading = new ReadingContext(root, account.AccountId, account.Region);
        _run = new ImportRun(reading, account, context.Operations, context.Imports);
        _evaluator = new Evaluator(reading, new Scope
        {
            AccountId = account.AccountId,
            Region = account.Region,
            StackName = request.StackName,
            StackId = StackId,
            Quotas = context.Operations.Quotas,
            Export = name => StackExports.All(account).Where(export => export.Name == name && export.Stack.StackId != StackId).Select(static export => export.Value).FirstOrDefault(),
            SystemParameter = context.SystemParameter,
        });
        _history = new StackHistory(_existing, request.StackName, StackId, context.Time ?? context.Operations.Now, request.ClientRequestToken);
    }

    private string StackId { get; }

    // What was only reviewed is not there yet.
    private bool IsUpdate => _existing is { Status: not StackStatus.ReviewInProgress };

    /// <summary>Creates the stack, or makes it what the template says now.</summary>
    public static StackOutcome Deploy(Account account, StackRequest request, StackContext context)
    {
        var faults = new List<Fault>();
        var root = DocumentReader.Read(request.Template, request.FileName, new DocumentLimits { Bytes = context.Operations.Quotas.OpenApiDocumentBytes }, faults);
        return root is null ? new StackOutcome { Faults = [.. faults] } : Deploy(account, root, request, context);
    }

    /// <summary>As above, of a template that was read.</summary>
    public static StackOutcome Deploy(Account account, DocumentNode root, StackRequest request, StackContext context)
    {
        var outcome = new StackEngine(account, root, request, context).Deploy();
        if (!context.RenewsDeployments || outcome.Account is null || !outcome.Stack!.Resources.Values.Any(resource => IsStale(outcome.Account, resource)))
        {
            return outcome;
        }

        // Only now, when all that leaves has gone, an API is what its deployment shall be.
        var renewed = new StackEngine(outcome.Account, root, request, context).Deploy();
        return renewed with { Changes = outcome.Changes.AddRange(renewed.Changes), Notices = outcome.Notices, InertPaths = outcome.InertPaths };
    }

    private static bool IsStale(Account account, StackResource resource) => ResourceTypes.Find(resource.Type)?.IsStale?.Invoke(account, new DeployedResource(resource)) == true;

    private StackOutcome Deploy()
    {
        var reading = _run.Reading;
        var template = StackTemplate.Read(reading.Root, _evaluator, _request.Parameters, _context.Folder, Snippet);
        var isSound = template is not null && reading.Faults.Count == 0;
        _history.OfStack(IsUpdate ? StackStatus.UpdateInProgress : StackStatus.CreateInProgress, "User Initiated");
        Make(template?.Resources ?? []);
        var outputs = template?.ReadOutputs(_broken.Count > 0) ?? [];
        if (reading.Faults.Count == 0)
        {
            CheckExports(outputs);
        }

        if (reading.Faults.Count > 0)
        {
            reading.Finish();
            return new StackOutcome
            {
                RolledBack = isSound ? RollBack(template!) : null,
                Faults = OpenApiDocument.InOrder(reading.Faults),
                Notices = [.. reading.Notices.Where(static notice => notice.Location is not null)],
                InertPaths = [.. reading.InertPaths],
            };
        }

        reading.Finish();
        var account = Removed(_run.Account);
        var stack = Complete(account, template!, outputs);
        return new StackOutcome
        {
            Account = account with { Stacks = account.Stacks.SetItem(stack.StackName, stack) },
            Stack = stack,
            Changes = [.. _changes],
            IsUnchanged = _existing is not null && IsUpdate && _changes.Count == 0 && IsTold(stack, _existing),
            Notices = [.. reading.Notices],
            InertPaths = [.. reading.InertPaths],
            SourceMap = _run.Sources(),
        };
    }

    private DocumentNode? Snippet(DocumentNode location, string path)
    {
        var snippet = NamedDocument.Read(_run.Reading, location, path, _context.Folder, _context.Artifacts);
        return snippet is null ? null : new LongForm(_run.Reading).Of(snippet, path);
    }

    private void Make(IReadOnlyList<TemplateResource> resources)
    {
        // What a transform wrote can be referred to as well, what it did not write cannot.
        var twice = new HashSet<string>(StringComparer.Ordinal);
        var reading = _run.Reading;
        _evaluator.Scope.LogicalIds.Clear();
        foreach (var resource in resources)
        {
            if (!_evaluator.Scope.LogicalIds.Add(resource.LogicalId))
            {
                twice.Add(resource.LogicalId);
                reading.Fault(resource.Location, resource.Path, $"The transform makes a resource {resource.LogicalId}, and there is one already.", "Rename the one or the other.");
            }
        }

        var order = ResourceOrder.Of([.. resources.DistinctBy(static resource => resource.LogicalId)], reading);
        _evaluator.Scope.Made = new Dictionary<string, ResourceValue>(StringComparer.Ordinal);
        foreach (var (resource, needs) in order)
        {
            var account = _run.Account;
            if (resource.IsFaulty || resource.IsGuess || twice.Contains(resource.LogicalId) || needs.Any(_broken.Contains) || Make(resource) is not { } value)
            {
                _broken.Add(resource.LogicalId);
                _run.Rewind(account);

                // Whoever refers to it is not at fault: it gets a name that nothing is made with.
                _evaluator.Scope.Made[resource.LogicalId] = new ResourceValue(resource.LogicalId) { Otherwise = _ => resource.LogicalId };
                CheckAlone(resource);
                continue;
            }

            _evaluator.Scope.Made[resource.LogicalId] = value;
        }

        if (_external.Count > 0)
        {
            var list = string.Join(", ", _external.Select(static entry => entry.Value == 1 ? entry.Key : $"{entry.Key} ({entry.Value})"));
            reading.Notice(null, $"Not made here, known by name only: {list}.");
        }
    }

    private ResourceValue? Make(TemplateResource resource)
    {
        var reading = _run.Reading;
        var faults = reading.Faults.Count;
        var before = _existing?.Resources.GetValueOrDefault(resource.LogicalId);
        if (before is not null && before.Type != resource.Type)
        {
            reading.Fault(resource.Location, DocumentPath.Append(resource.Path, "Type"), $"Update of resource type is not permitted. The new template modifies resource type of the following resources: [{resource.LogicalId}].", "Give it another logical id.");
            return null;
        }

        var type = ResourceTypes.Find(resource.Type);
        if (type is null && ResourceTypes.Refusal(resource.Type) is { } refusal)
        {
            reading.Fault(resource.Location, resource.Path, $"{resource.Type} {refusal.Cause}.", refusal.Cure);
            return null;
        }

        var properties = _evaluator.Evaluate(resource.Properties, resource.PropertiesPath);
        if (properties is null || reading.Faults.Count > faults)
        {
            return null;
        }

        var text = PropertyText.Of(properties);
        var isTagged = before is not null && type is { IsTagged: true } && !_existing!.Tags.SequenceEqual(_request.Tags);
        var isSame = before?.Properties == text && !isTagged;
        if (type is null)
        {
            return Name(resource, properties, text, before, isSame);
        }

        if (isSame && !type.IsRevisited && !(_context.RenewsDeployments && IsStale(_run.Account, before!)))
        {
            // Somebody may have changed it by a call: that is told by whoever looks for it, and left.
            Keep(before! with { Order = _made.Count, DeletionPolicy = resource.DeletionPolicy, UpdateReplacePolicy = resource.UpdateReplacePolicy }, type, resource);
            return new ResourceValue(before!.Reference ?? before.PhysicalId, [.. before.Attributes.Select(static entry => (entry.Key, entry.Value))]);
        }

        var changed = before is null ? [] : PropertyText.Differences(before.Properties, text, isTagged);
        var isUpdated = before is not null && (!isSame || type.IsRevisited) && type.Update is not null && !changed.Exists(type.Replacing.Contains);
        if (Open(resource, properties, type, before, isUpdated, changed) is not { } context)
        {
            return null;
        }

        var value = isUpdated ? type.Update!(context) : type.Create(context);
        if (value is null || reading.Faults.Count > faults)
        {
            return null;
        }

        if (isSame && value.IsUnchanged)
        {
            Keep(before! with { Order = _made.Count, DeletionPolicy = resource.DeletionPolicy, UpdateReplacePolicy = resource.UpdateReplacePolicy }, type, resource);
            return value;
        }

        Tell(resource, before, isUpdated, value.PhysicalId ?? value.Ref, changed, type);
        Keep(Made(resource, value, text, isUpdated || before is not null), type, resource);
        return value;
    }

    // Nothing is made of what belongs to another service, but names and ARNs look as AWS's would.
    private ResourceValue Name(TemplateResource resource, DocumentNode properties, string text, StackResource? before, bool isSame)
    {
        if (!resource.IsImplied)
        {
            _external[resource.Type] = _external.GetValueOrDefault(resource.Type) + 1;
        }

        var value = ExternalResource.Value(resource, properties, _evaluator.Scope);
        if (isSame)
        {
            _made.Add(before! with { Order = _made.Count, DeletionPolicy = resource.DeletionPolicy, UpdateReplacePolicy = resource.UpdateReplacePolicy });
            return value;
        }

        Tell(resource, before, isUpdated: before is not null, value.Ref, before is null ? [] : PropertyText.Differences(before.Properties, text), null);
        _made.Add(Made(resource, value, text, before is not null) with { IsExternal = true });
        return value;
    }

    private StackResource Made(TemplateResource resource, ResourceValue value, string text, bool isUpdate) => new()
    {
        LogicalId = resource.LogicalId,
        Type = resource.Type,
        PhysicalId = value.PhysicalId ?? value.Ref,
        Reference = value.PhysicalId is null || value.PhysicalId == value.Ref ? null : value.Ref,
        Status = isUpdate ? StackStatus.UpdateComplete : StackStatus.CreateComplete,
        Timestamp = _context.Operations.Now,
        Attributes = OrdinalMap.Empty<string>().SetItems(value.Attributes.Select(static attribute => KeyValuePair.Create(attribute.Name, attribute.Value))),
        Properties = text,
        Order = _made.Count,
        DeletionPolicy = resource.DeletionPolicy,
        UpdateReplacePolicy = resource.UpdateReplacePolicy,
    };

    private void Keep(StackResource made, ResourceType type, TemplateResource resource)
    {
        _made.Add(made);
        if (type.Place is { } place)
        {
            _run.Source(place(new DeployedResource(made)), resource.Location, resource.Path);
        }
    }

    private void Tell(TemplateResource resource, StackResource? before, bool isUpdated, string physicalId, List<string> changed, ResourceType? type)
    {
        var (id, name) = (resource.LogicalId, resource.Type);
        var isReplaced = before is not null && !isUpdated;
        _changes.Add(new ResourceChange
        {
            Action = before is null ? "Add" : "Modify",
            LogicalId = id,
            Type = name,
            PhysicalId = before?.PhysicalId,
            IsReplaced = isReplaced,
            Properties = [.. changed.Select(property => new PropertyChange { Name = property, NeedsReplacement = type is not null && (type.Update is null || type.Replacing.Contains(property)) })],
        });
        if (before is null)
        {
            _history.Add(id, "", name, StackStatus.CreateInProgress);
            _history.Add(id, physicalId, name, StackStatus.CreateInProgress, "Resource creation Initiated");
            _history.Add(id, physicalId, name, StackStatus.CreateComplete);
            return;
        }

        if (isReplaced)
        {
            _replaced.Add(before);
            _history.Add(id, before.PhysicalId, name, StackStatus.UpdateInProgress, "Requested update requires the creation of a new physical resource; hence creating one.");
            _history.Add(id, physicalId, name, StackStatus.UpdateInProgress, "Resource creation Initiated");
        }
        else
        {
            _history.Add(id, physicalId, name, StackStatus.UpdateInProgress);
        }

        _history.Add(id, physicalId, name, StackStatus.UpdateComplete);
    }

    // A resource that needs something broken is not made, but what it says is still held against the table of its type.
    private void CheckAlone(TemplateResource resource)
    {
        if (ResourceTypes.Find(resource.Type) is not { } type)
        {
            if (ResourceTypes.Refusal(resource.Type) is { } refusal)
            {
                _run.Reading.Fault(resource.Location, resource.Path, $"{resource.Type} {refusal.Cause}.", refusal.Cure);
            }
        }
        else if (!resource.IsFaulty && _evaluator.Evaluate(resource.Properties, resource.PropertiesPath) is { } properties)
        {
            Open(resource, properties, type, null, isUpdated: false, []);
        }
    }

    private ResourceContext? Open(TemplateResource resource, DocumentNode properties, ResourceType type, StackResource? before, bool isUpdated, List<string> changed)
    {
        if (DynamicReferences.Resolve(_evaluator, properties, resource.PropertiesPath) is not { } resolved
            || Section.Open(_run.Reading, resolved, resource.PropertiesPath, type.Properties) is not { } section)
        {
            return null;
        }

        var missing = Array.FindAll(type.Required, required => !section.Has(required));
        foreach (var required in missing)
        {
            section.Fault(required, $"{resource.Type} needs the property {required}.", "Write it.");
        }

        return missing.Length > 0 ? null : new ResourceContext(_run, _evaluator.Scope, resource, section)
        {
            Folder = _context.Folder,
            Artifacts = _context.Artifacts,
            Nest = nested => NestedStacks.Deploy(_run, resource, nested, _request, StackId, _context),
            Existing = isUpdated ? new DeployedResource(before!) : null,
            Replaced = isUpdated ? null : before,
            Changed = changed,
            StackTags = _request.Tags,
        };
    }

    private void CheckExports(ImmutableArray<StackOutput> outputs)
    {
        var stack = new Stack { StackName = _request.StackName, StackId = StackId, CreationTime = default, Status = "", Outputs = outputs };
        foreach (var (output, cause) in StackExports.Conflicts(_before, _existing, stack))
        {
            _run.Reading.Fault(_run.Reading.Root.Location, DocumentPath.Append("#/Outputs", output), cause, "Export it by another name, or change the stacks that use it first.");
        }
    }

    // What leaves the stack goes when everything else is done, the last that was made first.
    private Account Removed(Account account)
    {
        var made = _made.Select(static resource => resource.LogicalId).ToHashSet(StringComparer.Ordinal);
        var gone = (_existing?.Resources.Values ?? []).Where(resource => !made.Contains(resource.LogicalId)).ToList();
        _changes.AddRange(gone.OrderByDescending(static resource => resource.Order).Select(static resource => new ResourceChange
        {
            Action = "Remove", LogicalId = resource.LogicalId, Type = resource.Type, PhysicalId = resource.PhysicalId,
        }));
        if (IsUpdate && (gone.Count > 0 || _replaced.Count > 0))
        {
            _history.OfStack(StackStatus.UpdateCleanup);
        }

        var leaving = gone.Select(static resource => (Resource: resource, Policy: resource.DeletionPolicy))
            .Concat(_replaced.Select(static resource => (Resource: resource, Policy: resource.UpdateReplacePolicy)))
            .OrderByDescending(static leaving => leaving.Resource.Order);
        foreach (var (resource, policy) in leaving)
        {
            // As on AWS, what cannot be removed after an update stays behind, and the update stands.
            StackRemoval.Remove(ref account, resource, policy, _context.Operations, _history);
        }

        return account;
    }

    private Stack Complete(Account account, StackTemplate template, ImmutableArray<StackOutput> outputs)
    {
        _history.OfStack(IsUpdate ? StackStatus.UpdateComplete : StackStatus.CreateComplete);
        var now = _context.Operations.Now;
        return Told(template) with
        {
            Status = IsUpdate ? StackStatus.UpdateComplete : StackStatus.CreateComplete,
            StatusReason = null,
            LastUpdatedTime = IsUpdate ? now : null,
            Outputs = outputs,
            Imports = [.. _evaluator.Scope.Imports],
            Resources = OrdinalMap.Empty<StackResource>().AddRange(_made.Select(resource => KeyValuePair.Create(resource.LogicalId, Defined(account, resource)))),
            Events = _history.Events(),
        };
    }

    private Stack Told(StackTemplate template) => (_existing ?? new Stack { StackName = _request.StackName, StackId = StackId, CreationTime = _context.Operations.Now, Status = "" }) with
    {
        Description = template.Description,
        TemplateBody = Encoding.UTF8.GetString(_request.Template.Span),
        ProcessedTemplate = template.Processed,
        Parameters = template.Parameters,
        Capabilities = _request.Capabilities,
        Tags = _request.Tags,
        RoleArn = _request.RoleArn ?? _existing?.RoleArn,
        NotificationArns = _request.NotificationArns,
        DisableRollback = _request.DisableRollback,
        TimeoutInMinutes = _request.TimeoutInMinutes ?? _existing?.TimeoutInMinutes,
        EnableTerminationProtection = _request.EnableTerminationProtection ?? _existing?.EnableTerminationProtection ?? false,
        ParentId = _request.Within?.ParentId,
        RootId = _request.Within?.RootId,
        IsDocument = _request.IsDocument,
    };

    // What was as the stack had left it before is so again afterwards, whichever of the stack's resources has changed it; what was not, still is not.
    private StackResource Defined(Account account, StackResource resource)
    {
        if (ResourceTypes.Find(resource.Type)?.Read is not { } read)
        {
            return resource;
        }

        var deployed = new DeployedResource(resource);
        var isNew = resource.Definition is null || _existing?.Resources.GetValueOrDefault(resource.LogicalId)?.Definition != resource.Definition;
        return isNew || read(_before, deployed) == resource.Definition ? resource with { Definition = read(account, deployed) } : resource;
    }

    // Everything was made in an account that nobody has seen: there is nothing to undo but what is told.
    private Account RollBack(StackTemplate template)
    {
        var failed = new List<string>();
        var reasons = _run.Reading.Faults.GroupBy(static fault => LogicalIdOf(fault.DocumentPath)).ToDictionary(static group => group.Key, static group => string.Join(" ", group.Select(static fault => $"{fault.Cause} ({fault.Location})")), StringComparer.Ordinal);
        foreach (var resource in template.Resources.Where(resource => _broken.Contains(resource.LogicalId)))
        {
            var before = _existing?.Resources.GetValueOrDefault(resource.LogicalId);
            var status = before is null ? StackStatus.CreateFailed : StackStatus.UpdateFailed;
            failed.Add(resource.LogicalId);
            _history.Add(resource.LogicalId, before?.PhysicalId ?? "", resource.Type, status, reasons.GetValueOrDefault(resource.LogicalId) ?? $"Resource {(before is null ? "creation" : "update")} cancelled");
        }

        if (_request.DisableRollback && !IsUpdate && failed.Count > 0)
        {
            return Stop(template, $"The following resource(s) failed to create: [{string.Join(", ", failed)}]. ");
        }

        var reason = failed.Count > 0 ? $"The following resource(s) failed to {(IsUpdate ? "update" : "create")}: [{string.Join(", ", failed)}]. " : $"{string.Join(" ", reasons.Values)} ";
        _history.OfStack(IsUpdate ? StackStatus.UpdateRollbackInProgress : StackStatus.RollbackInProgress, $"{reason}Rollback requested by user.");
        foreach (var resource in Enumerable.Reverse(_made).Where(resource => _existing?.Resources.ContainsKey(resource.LogicalId) != true))
        {
            _history.Add(resource.LogicalId, resource.PhysicalId, resource.Type, StackStatus.DeleteInProgress);
            _history.Add(resource.LogicalId, resource.PhysicalId, resource.Type, StackStatus.DeleteComplete);
        }

        var end = IsUpdate ? StackStatus.UpdateRollbackComplete : StackStatus.RollbackComplete;
        _history.OfStack(end);
        var stack = (IsUpdate ? _existing! : Told(template)) with { Status = end, StatusReason = reason.TrimEnd(), Events = _history.Events() };
        return _before with { Stacks = _before.Stacks.SetItem(stack.StackName, stack) };
    }

    // What could be made stays, for who asked for that.
    private Account Stop(StackTemplate template, string reason)
    {
        _history.OfStack(StackStatus.CreateFailed, reason);
        var stack = Told(template) with
        {
            Status = StackStatus.CreateFailed,
            StatusReason = reason.TrimEnd(),
            Resources = OrdinalMap.Empty<StackResource>().AddRange(_made.Select(resource => KeyValuePair.Create(resource.LogicalId, Defined(_run.Account, resource)))),
            Events = _history.Events(),
        };
        return _run.Account with { Stacks = _run.Account.Stacks.SetItem(stack.StackName, stack) };
    }

    private static string LogicalIdOf(string documentPath) =>
        DocumentPath.Keys(documentPath) is ["Resources", var id, ..] ? id : "";

    private static bool IsTold(Stack now, Stack before) =>
        now.Outputs.SequenceEqual(before.Outputs) && now.Tags.SequenceEqual(before.Tags) && now.RoleArn == before.RoleArn && now.NotificationArns.SequenceEqual(before.NotificationArns)
        && now.Description == before.Description;

    /// <summary>An ARN that ends in a UUID; the same in every run where nobody gives a seed.</summary>
    private static string NewId(Account account, string name, string? seed) =>
        $"arn:aws:cloudformation:{account.Region}:{account.AccountId}:stack/{name}/{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{account.AccountId}/{account.Region}/{name}")).AsSpan(0, 16))}";
}
