// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Drift;

/// <summary>
/// Finds what a call has changed of what stacks own, whose templates say otherwise. It looks only at stacks that name one of the objects whose records are others
/// than before, so that calls about anything else pay for a comparison of references.
/// </summary>
internal static class OwnedChanges
{
    /// <summary>One sentence for each resource.</summary>
    /// <param name="operation">AWS's name of the call.</param>
    public static List<string> Between(Account before, Account after, string operation)
    {
        var told = new List<string>();
        if (after.Stacks.IsEmpty && after.Document is null)
        {
            return told;
        }

        var changed = new List<string>();
        Compare(before.RestApis, after.RestApis, changed);
        Compare(before.Apis, after.Apis, changed);
        Compare(before.ApiKeys, after.ApiKeys, changed);
        Compare(before.UsagePlans, after.UsagePlans, changed);
        Compare(before.Functions, after.Functions, changed);
        Compare(before.DomainNames, after.DomainNames, changed);
        Compare(before.VpcLinks, after.VpcLinks, changed);
        Compare(before.HttpVpcLinks, after.HttpVpcLinks, changed);
        Compare(before.ClientCertificates, after.ClientCertificates, changed);
        if (changed.Count == 0)
        {
            return told;
        }

        if (after.Document is { } document)
        {
            told.AddRange(changed.Where(id => document.RestApis.Contains(id) || document.Apis.Contains(id) || document.Functions.Contains(id) || document.UsagePlans.Contains(id) || document.ApiKeys.Contains(id))
                .Select(id => $"{operation} changed {id}, which the served document owns; it says otherwise, and makes it anew when it is read again."));
        }

        foreach (var stack in after.Stacks.Values.Where(static stack => stack.DeletionTime is null))
        {
            foreach (var resource in stack.Resources.Values.Where(resource => changed.Exists(id => IsAbout(resource, id))).OrderBy(static resource => resource.Order))
            {
                if (ResourceTypes.Find(resource.Type)?.Read is { } read && new DeployedResource(resource) is var deployed
                    && read(after, deployed) is var now && now != read(before, deployed) && now != resource.Definition)
                {
                    told.Add(Sentence(operation, stack, resource, now is null));
                }
            }
        }

        return told;
    }

    private static string Sentence(string operation, Stack stack, StackResource resource, bool isGone) =>
        $"{operation} {(isGone ? "deleted" : "changed")} {resource.Type} {resource.PhysicalId}, which {(stack.IsDocument ? "the served document" : $"the stack {stack.StackName}")} owns as {resource.LogicalId}; its template says otherwise.";

    private static bool IsAbout(StackResource resource, string id) => resource.PhysicalId == id || resource.Properties.Contains(id, StringComparison.Ordinal);

    private static void Compare<T>(ImmutableSortedDictionary<string, T> before, ImmutableSortedDictionary<string, T> after, List<string> changed)
        where T : class
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        // What is new belongs to nobody yet.
        foreach (var (key, was) in before)
        {
            if (!after.TryGetValue(key, out var now) || !ReferenceEquals(was, now))
            {
                changed.Add(key);
            }
        }
    }
}
