// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>One transformation of one template: what its parts share.</summary>
internal sealed class SamRun(SamNode template, IReadOnlyDictionary<string, SamNode> parameters, string region, ReadingContext reading)
{
    private readonly Dictionary<(string LogicalId, string Member), string> _members = [];
    private readonly Dictionary<string, string> _renamed = new(StringComparer.Ordinal);

    /// <summary>The template with SAM's resources in it; events change the APIs here.</summary>
    public SamNode Template { get; } = template;

    public SamNode Resources => Template["Resources"]!;

    /// <summary>The template as it comes out: a copy made after Globals and implicit APIs, in which made resources take the place of SAM's.</summary>
    public SamNode Output { get; private set; } = SamNode.Map();

    /// <summary>Values of parameters, and of the pseudo parameters that SAM knows: AWS::Region and AWS::Partition.</summary>
    public IReadOnlyDictionary<string, SamNode> Parameters { get; } = parameters;

    public string Region { get; } = region;

    public string Partition => Parameters["AWS::Partition"].Text;

    public IReadOnlyDictionary<(string LogicalId, string Member), string> Members => _members;

    public IReadOnlyDictionary<string, string> Renamed => _renamed;

    /// <summary>Types of events that come from other services than API Gateway.</summary>
    public SortedSet<string> OtherEvents { get; } = new(StringComparer.Ordinal);

    /// <summary>What transformations of functions share until all are made, such as deployment preferences.</summary>
    public Dictionary<Type, object> Shared { get; } = [];

    /// <summary>What something keeps over the whole run.</summary>
    public T Keep<T>()
        where T : class, new()
    {
        if (!Shared.TryGetValue(typeof(T), out var kept))
        {
            Shared[typeof(T)] = kept = new T();
        }

        return (T)kept;
    }

    public void StartOutput() => Output = Template.Copy();

    /// <summary>References to parameters become their values, in place.</summary>
    public SamNode Resolve(SamNode node) => References.WithParameters(node, Parameters);

    /// <summary>As above, where there may be nothing.</summary>
    public SamNode? ResolveIfAny(SamNode? node) => node is null ? null : Resolve(node);

    /// <summary>Adds a condition to the template.</summary>
    public void AddCondition(string name, SamNode condition)
    {
        if (Output["Conditions"] is not { IsMap: true } conditions)
        {
            Output.Set("Conditions", conditions = SamNode.Map());
        }

        conditions.Set(name, condition);
    }

    /// <summary>Makes <c>LogicalId.Member</c> lead to a made resource.</summary>
    public void AddMember(string logicalId, string member, string made) => _members[(logicalId, member)] = made;

    /// <summary>Makes all references to a resource lead to the one that took its place.</summary>
    public void Rename(string logicalId, string made) => _renamed[logicalId] = made;

    public void Fault(SamNode at, string cause, string cure) => Fault(at.Location, at.Path, cause, cure);

    public void Fault(SourceLocation? at, string path, string cause, string cure) => reading.Fault(at ?? Template.Location!.Value, path, cause, cure);

    public void Notice(SamNode? at, string text) => reading.Notice(at?.Location, text);

    /// <summary>Runs something; its refusal becomes a fault.</summary>
    public bool Guard(SamNode place, string subject, Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (SamRefusal refusal)
        {
            var (at, path) = refusal.Node is { Location: not null } node && node != place ? (node.Location, node.Path) : (place.KeyLocation, place.Path);
            Fault(at, path, $"{subject}{refusal.Cause}", refusal.Cure);
            return false;
        }
    }
}
