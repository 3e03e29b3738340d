// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>A REST API's resource policy, made of lists of accounts, address ranges and VPCs, one statement or two for each path.</summary>
internal static partial class SwaggerPolicy
{
    private const string VpcKey = "aws:SourceVpc";
    private const string VpceKey = "aws:SourceVpce";

    /// <summary>Path variables become wildcards in ARNs.</summary>
    public static string Wildcards(string path) => Variable().Replace(path, "*");

    public static void Add(SwaggerEditor editor, SamNode lists, SamNode path, SamNode? stage)
    {
        // SAM makes the list of ARNs anew for each statement; they are equal, and so are their texts.
        Account(editor, lists["AwsAccountWhitelist"], "Allow", Resources(editor, path, stage));
        Account(editor, lists["AwsAccountBlacklist"], "Deny", Resources(editor, path, stage));
        Addresses(editor, lists["IpRangeWhitelist"], "NotIpAddress", Resources(editor, path, stage));
        Addresses(editor, lists["IpRangeBlacklist"], "IpAddress", Resources(editor, path, stage));
        var resources = Resources(editor, path, stage);
        Vpcs(editor, lists, "Blacklist", "StringEquals", resources);
        Vpcs(editor, lists, "Whitelist", "StringNotEquals", resources);
        editor.KeepPolicy();
    }

    public static void AddCustom(SwaggerEditor editor, SamNode statements)
    {
        editor.Policy.Set("Version", "2012-10-17");
        if (editor.Policy["Statement"] is null)
        {
            editor.Policy.Set("Statement", statements.IsList ? SamNode.List([.. statements.Items]).At(statements) : statements);
        }
        else
        {
            Append(editor, isOnce: true, [.. statements.IsList ? statements.Items : [statements]]);
        }

        editor.KeepPolicy();
    }

    private static void Account(SwaggerEditor editor, SamNode? accounts, string effect, SamNode resources)
    {
        if (accounts is not { IsTruthy: true })
        {
            return;
        }

        if (!accounts.IsMap && !accounts.IsList)
        {
            throw new SamRefusal(accounts, $"Type of '{accounts.Text}' must be a list or dictionary.", "Write a list of accounts.");
        }

        editor.Policy.Set("Version", "2012-10-17");
        var statement = Statement(effect, resources);
        statement.Set("Principal", SamNode.HashedMap(("AWS", accounts.IsList ? accounts : SamNode.List(accounts))));
        if (editor.Policy["Statement"] is null)
        {
            editor.Policy.Set("Statement", statement);
        }
        else
        {
            Append(editor, isOnce: false, statement);
        }
    }

    private static void Addresses(SwaggerEditor editor, SamNode? ranges, string condition, SamNode resources)
    {
        if (ranges is { IsTruthy: true })
        {
            AllowAndDeny(editor, resources, SamNode.Map((condition, SamNode.Map(("aws:SourceIp", ranges.IsList ? ranges : SamNode.List(ranges))))));
        }
    }

    private static void Vpcs(SwaggerEditor editor, SamNode lists, string suffix, string condition, SamNode resources)
    {
        var given = lists[$"SourceVpc{suffix}"];
        if (given is not null && (!given.IsList || given.Items.Exists(item => !item.IsText)))
        {
            throw new SamRefusal(
                given, $"SourceVpc{suffix} must be a list of strings. Use IntrinsicVpc{suffix} instead for values that use Intrinsic Functions.", $"Write vpc-… and vpce-… ids, or use IntrinsicVpc{suffix} and IntrinsicVpce{suffix}.");
        }

        var values = SamNode.HashedMap();
        Extend(VpcKey, given?.Items.Where(item => item.Text.StartsWith("vpc-", StringComparison.Ordinal)), isNeeded: false);
        Extend(VpceKey, given?.Items.Where(item => item.Text.StartsWith("vpce-", StringComparison.Ordinal)), isNeeded: false);
        Extend(VpcKey, lists[$"IntrinsicVpc{suffix}"]?.Items, isNeeded: true);
        Extend(VpceKey, lists[$"IntrinsicVpce{suffix}"]?.Items, isNeeded: true);
        if (values.Entries.Any(entry => entry.Value.IsTruthy))
        {
            AllowAndDeny(editor, resources, SamNode.Map((condition, values)));
        }

        void Extend(string key, IEnumerable<SamNode>? items, bool isNeeded)
        {
            if (items is not null && (isNeeded || items.Any()))
            {
                SwaggerEditor.SetDefault(values, key, SamNode.List()).Items.AddRange(items);
            }
        }
    }

    private static void AllowAndDeny(SwaggerEditor editor, SamNode resources, SamNode condition)
    {
        editor.Policy.Set("Version", "2012-10-17");
        var allow = Statement("Allow", resources);
        allow.Set("Principal", "*");
        var deny = Statement("Deny", resources);
        deny.Set("Principal", "*");
        deny.Set("Condition", condition);
        if (editor.Policy["Statement"] is null)
        {
            editor.Policy.Set("Statement", SamNode.List(allow, deny));
        }
        else
        {
            Append(editor, isOnce: true, allow, deny);
        }
    }

    private static SamNode Statement(string effect, SamNode resources) =>
        SamNode.HashedMap(("Effect", effect), ("Action", "execute-api:Invoke"), ("Resource", resources));

    private static void Append(SwaggerEditor editor, bool isOnce, params ReadOnlySpan<SamNode> statements)
    {
        var there = editor.Policy["Statement"]!;
        if (!there.IsList)
        {
            there = SamNode.List(there);
        }

        foreach (var statement in statements)
        {
            if (!isOnce || !there.Items.Exists(statement.SameAs))
            {
                there.Items.Add(statement);
            }
        }

        editor.Policy.Set("Statement", there);
    }

    private static SamNode Resources(SwaggerEditor editor, SamNode path, SamNode? stage)
    {
        var resources = SamNode.List();
        var wild = Wildcards(path.Text);
        foreach (var item in ApiPaths.Contents(editor.Paths.Node[path.Text]))
        {
            foreach (var entry in ApiPaths.Item(item, path.Text).Entries)
            {
                var isAny = entry.Key.Equals(ApiPaths.AnyMethod, StringComparison.OrdinalIgnoreCase) || entry.Key.Equals("any", StringComparison.OrdinalIgnoreCase);
                var text = $"execute-api:/${{__Stage__}}/{(isAny ? "*" : entry.Key.ToUpperInvariant())}{wild}";
                var isGiven = path.IsGiven || (!isAny && entry.IsGiven);
                resources.Items.Add(SamNode.Map(("Fn::Sub", SamNode.List(isGiven ? SamNode.Given(text) : text, SamNode.Map(("__Stage__", stage ?? SamNode.Null()))))));
            }
        }

        return resources;
    }

    [GeneratedRegex(@"{([a-zA-Z0-9._-]+|[a-zA-Z0-9._-]+\+|proxy\+)}")]
    private static partial Regex Variable();
}
