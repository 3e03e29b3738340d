// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>What a template says of itself, without values for its parameters: what it takes, what it makes, and what its caller must agree to.</summary>
internal sealed class TemplateSummary
{
    private static readonly HashSet<string> s_iamTypes = new(StringComparer.Ordinal)
    {
        "AWS::IAM::AccessKey", "AWS::IAM::Group", "AWS::IAM::GroupPolicy", "AWS::IAM::InstanceProfile", "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::RolePolicy",
        "AWS::IAM::User", "AWS::IAM::UserPolicy", "AWS::IAM::UserToGroupAddition",
    };

    private static readonly string[] s_iamNames = ["RoleName", "UserName", "GroupName", "ManagedPolicyName", "InstanceProfileName"];

    private readonly DocumentNode _root;

    private TemplateSummary(DocumentNode root)
    {
        _root = root;
        DeclaredTransforms = [.. Transforms(root).Distinct(StringComparer.Ordinal)];
        var needs = IamNeeds().ToList();
        (IamTypes, HasNamedIam) = ([.. needs.Select(static need => need.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], needs.Exists(static need => need.IsNamed));
    }

    public string? Version => Text(_root, "AWSTemplateFormatVersion");

    public string? Description => Text(_root, "Description");

    /// <summary>JSON; <see langword="null"/> where it has none.</summary>
    public string? Metadata
    {
        get
        {
            var budget = DocumentJson.Limit;
            return _root.TryGet("Metadata", out var entry) ? DocumentJson.Of(entry.Value, ref budget)?.ToJsonString() : null;
        }
    }

    /// <summary>The transforms of the whole template, then those within it.</summary>
    public ImmutableArray<string> DeclaredTransforms { get; }

    /// <summary>The types that need a caller who knows of them, in order.</summary>
    public ImmutableArray<string> IamTypes { get; }

    /// <summary>Whether any of them has a name of the template's own.</summary>
    public bool HasNamedIam { get; }

    /// <summary>The types of its resources, each once, in order.</summary>
    public ImmutableArray<string> ResourceTypes => [.. Resources().Select(static resource => resource.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What the caller must agree to.</summary>
    public ImmutableArray<string> Capabilities =>
    [
        .. DeclaredTransforms.IsEmpty ? ReadOnlySpan<string>.Empty : ["CAPABILITY_AUTO_EXPAND"],
        .. IamTypes.IsEmpty ? ReadOnlySpan<string>.Empty : [HasNamedIam ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM"],
    ];

    public IEnumerable<(string Name, DocumentNode Parameter)> Parameters => Entries(_root, "Parameters");

    public static TemplateSummary Of(DocumentNode root, List<Fault> faults)
    {
        var reading = new ReadingContext(root, "000000000000", "us-east-1");
        var plain = new LongForm(reading).Of(root, DocumentPath.Root);
        faults.AddRange(reading.Faults);
        return new TemplateSummary(plain);
    }

    /// <summary>What is missing of what the caller must agree to; <see langword="null"/> for nothing.</summary>
    /// <param name="given">What the caller agrees to.</param>
    /// <param name="isExpanded">Whether the caller sees what transforms make before it is made.</param>
    public string? Missing(ImmutableArray<string> given, bool isExpanded)
    {
        if (!isExpanded && !DeclaredTransforms.IsEmpty && !given.Contains("CAPABILITY_AUTO_EXPAND"))
        {
            return "CAPABILITY_AUTO_EXPAND";
        }

        if (IamTypes.IsEmpty || given.Contains("CAPABILITY_NAMED_IAM") || (!HasNamedIam && given.Contains("CAPABILITY_IAM")))
        {
            return null;
        }

        return HasNamedIam ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM";
    }

    /// <summary>The first type that is none of those allowed, which may end in asterisks; <see langword="null"/> when all are.</summary>
    public string? FindForbidden(ImmutableArray<string> allowed) => allowed.IsEmpty
        ? null
        : ResourceTypes.FirstOrDefault(type => !allowed.Any(pattern => pattern == type || (pattern.EndsWith('*') && type.StartsWith(pattern[..^1], StringComparison.Ordinal))));

    public static string? Text(DocumentNode node, string key) => node.TryGet(key, out var entry) && entry.Value.Kind is not (NodeKind.Mapping or NodeKind.Sequence or NodeKind.Null) ? entry.Value.Text : null;

    private IEnumerable<(string Type, bool IsNamed)> IamNeeds()
    {
        foreach (var (type, resource) in Resources())
        {
            var properties = resource.TryGet("Properties", out var entry) ? entry.Value : null;
            if (s_iamTypes.Contains(type))
            {
                yield return (type, properties is not null && Array.Exists(s_iamNames, name => properties.TryGet(name, out _)));
            }
            else if (type == "AWS::Serverless::Function" && properties?.TryGet("Role", out _) != true && !GlobalRole())
            {
                // The transform makes a role for it.
                yield return ("AWS::IAM::Role", false);
            }
        }
    }

    private bool GlobalRole() => _root.TryGet("Globals", out var globals) && globals.Value.TryGet("Function", out var function) && function.Value.TryGet("Role", out _);

    private IEnumerable<(string Type, DocumentNode Resource)> Resources() => Entries(_root, "Resources").Select(static entry => (Text(entry.Node, "Type") ?? "", entry.Node)).Where(static entry => entry.Item1.Length > 0);

    private static IEnumerable<(string Name, DocumentNode Node)> Entries(DocumentNode node, string key) =>
        node.TryGet(key, out var entry) ? entry.Value.Entries.Select(static item => (item.Key, item.Value)) : [];

    private static IEnumerable<string> Transforms(DocumentNode root)
    {
        if (root.TryGet("Transform", out var transform))
        {
            foreach (var one in transform.Value.Kind == NodeKind.Sequence ? transform.Value.Items : [transform.Value])
            {
                if (one.Kind == NodeKind.String)
                {
                    yield return one.Text;
                }
                else if (Text(one, "Name") is { } name)
                {
                    yield return name;
                }
            }
        }
    }
}
