// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary><c>Route53</c> of domains: one group of record sets for each hosted zone, shared by all APIs of the template.</summary>
internal sealed class RecordSets
{
    private const string Type = "AWS::Route53::RecordSetGroup";

    private readonly Dictionary<string, SamResource> _groups = new(StringComparer.Ordinal);

    /// <summary>The group with the domain's records in it; <see langword="null"/> when the domain has no Route53.</summary>
    /// <param name="run">The transformation.</param>
    /// <param name="api">The API whose domain it is.</param>
    /// <param name="domain">Its Domain property.</param>
    /// <param name="target">Makes what the records lead to.</param>
    public static SamResource? Add(SamRun run, SamResource api, SamNode domain, Func<SamNode, SamNode> target)
    {
        if (Expect.Map(domain["Route53"], "Domain.Route53") is not { } route53)
        {
            return null;
        }

        var zone = RestApis.Truthy(route53["HostedZoneId"]) ?? route53["HostedZoneName"] ?? throw new SamRefusal(
            route53, "HostedZoneId or HostedZoneName is required to enable Route53 support on Custom Domains.", "Write one of them.");
        if (route53["SeparateRecordSetGroup"] is { IsTruthy: true } separate)
        {
            var alone = New(
                $"RecordSetGroup{LogicalIds.Hash(SamNode.List(zone, domain["DomainName"] ?? SamNode.Null()))}", api, route53);
            return separate.IsTrue
                ? With(alone, domain, route53, target(route53))
                : throw new SamRefusal(separate, "Property 'Domain.Route53.SeparateRecordSetGroup' should be a boolean.", "Write true or false.");
        }

        var id = $"RecordSetGroup{LogicalIds.Hash(zone)}";

        // SAM does not share the groups of WebSocket APIs: of several in one zone the last one's records stand.
        var groups = api.Type == SamNames.WebSocketApi ? [] : run.Keep<RecordSets>()._groups;
        if (!groups.TryGetValue(id, out var group))
        {
            groups[id] = group = New(id, api, route53);
        }

        return With(group, domain, route53, target(route53));
    }

    private static SamResource New(string logicalId, SamResource api, SamNode route53)
    {
        var group = new SamResource(logicalId, Type, api.HandedOn()) { Place = route53 };
        group["HostedZoneId"] = route53["HostedZoneId"];
        group["HostedZoneName"] = route53["HostedZoneId"] is null || api.Type == SamNames.Api ? route53["HostedZoneName"] : null;
        group["RecordSets"] = SamNode.List();
        return group;
    }

    private static SamResource With(SamResource group, SamNode domain, SamNode route53, SamNode target)
    {
        group["RecordSets"]!.Items.Add(Record("A"));
        if (route53["IpV6"] is { IsTrue: true })
        {
            group["RecordSets"]!.Items.Add(Record("AAAA"));
        }

        return group;

        SamNode Record(string type) => SamNode.Map(
            ("Name", domain["DomainName"]), ("Type", type), ("AliasTarget", target.Copy()), ("Region", route53["Region"]), ("SetIdentifier", route53["SetIdentifier"]));
    }
}
