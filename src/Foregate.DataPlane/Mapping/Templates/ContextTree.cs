// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>The names of $context as a tree, made of the one table of variables.</summary>
internal sealed class ContextTree
{
    // Recorded: what keySet() tells whether or not it has a value; all else is told when it has one.
    private static readonly FrozenSet<string> s_always = FrozenSet.Create(
        StringComparer.Ordinal,
        "accountId", "apiId", "deploymentId", "domainName", "domainPrefix", "extendedRequestId", "httpMethod", "identity", "path", "protocol", "requestId",
        "requestOverride", "requestTime", "requestTimeEpoch", "resourceId", "resourcePath", "responseOverride", "stage", "accessKey", "caller",
        "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId", "sourceIp", "user",
        "userAgent", "userArn");

    private static readonly ContextTree s_rest = Make(ApiKind.Rest);
    private static readonly ContextTree s_http = Make(ApiKind.Http);

    private readonly SortedDictionary<string, ContextTree> _children = new(StringComparer.Ordinal);
    private FrozenDictionary<string, ContextTree> _found = FrozenDictionary<string, ContextTree>.Empty;

    /// <summary>What writes the value; null for a name that only has names below it.</summary>
    public ContextWriter? Writer { get; private set; }

    /// <summary>Whether it stands for names below it, be there some or not.</summary>
    public bool IsFamily { get; private set; }

    /// <summary>In the order of their names.</summary>
    public IEnumerable<KeyValuePair<string, ContextTree>> Children => _children;

    public static ContextTree Of(ApiKind kind) => kind == ApiKind.Rest ? s_rest : s_http;

    /// <summary>A REST API's, with values said by hand.</summary>
    public static ContextTree With(IReadOnlyDictionary<string, string> values)
    {
        var root = Names(ApiKind.Rest);
        foreach (var (name, value) in values)
        {
            root.Add(name, (_, writer) =>
            {
                writer.WriteText(value);
                return true;
            });
        }

        root.Freeze();
        return root;
    }

    public static bool IsAlwaysTold(string name) => s_always.Contains(name);

    public ContextTree? Find(string name) => _found.GetValueOrDefault(name);

    private static ContextTree Make(ApiKind kind)
    {
        var root = Names(kind);
        root.Freeze();
        return root;
    }

    private static ContextTree Names(ApiKind kind)
    {
        var root = new ContextTree();
        foreach (var name in ContextVariables.Names)
        {
            // Latencies, which need a clock, are no variables of mappings.
            if (ContextVariables.TryFind(name, kind, ContextUse.Mapping, TimeProvider.System, out var writer))
            {
                root.Add(name, writer);
            }
        }

        if (kind == ApiKind.Rest)
        {
            foreach (var name in (ReadOnlySpan<string>)["authorizer.", "requestOverride.", "responseOverride.", "identity.accessKey", "identity.clientCert.validity."])
            {
                root.Add(name, null);
            }
        }

        return root;
    }

    private void Add(string name, ContextWriter? writer)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var first = dot < 0 ? name : name[..dot];
        if (first.Length == 0)
        {
            return;
        }

        if (!_children.TryGetValue(first, out var child))
        {
            _children[first] = child = new ContextTree();
        }

        if (dot < 0)
        {
            child.Writer = writer;
        }
        else
        {
            child.IsFamily = true;
            child.Add(name[(dot + 1)..], writer);
        }
    }

    private void Freeze()
    {
        _found = _children.ToFrozenDictionary(StringComparer.Ordinal);
        foreach (var (_, child) in _children)
        {
            child.Freeze();
        }
    }
}
