// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary>The <c>paths</c> of an API definition, where whole paths and single methods may stand inside <c>Fn::If</c>.</summary>
internal sealed class ApiPaths(SamNode paths)
{
    public const string AnyMethod = "x-amazon-apigateway-any-method";
    public const string Integration = "x-amazon-apigateway-integration";

    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The mapping from path to path item.</summary>
    public SamNode Node { get; } = paths;

    /// <summary>A method as definitions write it: small letters, <c>any</c> under AWS's own name. A text of the template stays one.</summary>
    public static SamNode Normal(SamNode method)
    {
        var text = method.Text.ToLowerInvariant();
        return text == "any" ? AnyMethod : method.IsGiven ? SamNode.Given(text).At(method) : (SamNode)text;
    }

    /// <summary>What stands there: the thing itself, or both branches of an <c>Fn::If</c> without those that say AWS::NoValue.</summary>
    public static List<SamNode> Contents(SamNode? item)
    {
        if (item is null)
        {
            return [];
        }

        if (!item.IsMap || !item.Has("Fn::If"))
        {
            return [item];
        }

        return item["Fn::If"] is { IsList: true } branches
            ? [.. branches.Items.Skip(1).Where(branch => !Intrinsic.IsNoValue(branch))]
            : throw new SamRefusal(item, "Value of Fn::If must be a list.", "Write the condition, the value if it holds, and the value if not.");
    }

    public static bool HasIntegration(SamNode method) => Expect.Map(method[Integration], Integration) is { IsTruthy: true };

    /// <summary>Whether a path has a method; one inside an <c>Fn::If</c> must have it in both branches.</summary>
    public bool Has(string path, string method) =>
        Node.Has(path) && Contents(Node[path]).TrueForAll(item => item.IsMap && item.Has(method));

    /// <summary>Whether the method has an integration already, in both branches when the path is conditional.</summary>
    public bool HasIntegration(SamNode path, SamNode method)
    {
        var name = Normal(method).Text;
        return Has(path.Text, name)
            && Contents(Node[path.Text]).TrueForAll(item => Item(item, path.Text)[name] is { IsMap: true } given
                && Contents(given).Exists(definition => HasIntegration(Definition(definition, path.Text, method.Text))));
    }

    /// <summary>Lets the order of all that may have been changed settle again.</summary>
    public void Unsettle()
    {
        Node.Unsettle(isDeep: false);
        foreach (var path in _asked)
        {
            Node[path]?.Unsettle(isDeep: true);
        }
    }

    /// <summary>Puts in an empty method where there is none.</summary>
    public void Add(SamNode path, SamNode method)
    {
        _asked.Add(path.Text);
        var name = Normal(method);
        if (!Node.Has(path.Text))
        {
            Node.Set(path.Text, SamNode.HashedMap().At(path), path.IsGiven, path.Location);
        }

        var there = Node[path.Text];
        foreach (var item in Contents(Item(there, path.Text)))
        {
            if (!Item(item, path.Text).Has(name.Text))
            {
                item.Set(name.Text, SamNode.HashedMap().At(method), name.IsGiven, method.Location);
            }
        }
    }

    /// <summary>Puts a whole path under a condition.</summary>
    public void MakeConditional(string path, SamNode condition)
    {
        _asked.Add(path);
        Node.Set(path, SamNode.If(condition, Node[path] ?? SamNode.HashedMap()));
    }

    /// <summary>Every definition of one method, those without an integration left out.</summary>
    public List<SamNode> Definitions(SamNode path, SamNode method)
    {
        _asked.Add(path.Text);
        var name = Normal(method).Text;
        var found = new List<SamNode>();
        foreach (var item in Contents(Node[path.Text] ?? Item(null, path.Text)))
        {
            found.AddRange(Contents(Item(item, path.Text)[name] ?? Missing(item, path.Text, name)).Where(definition => HasIntegration(Definition(definition, path.Text, method.Text))));
        }

        return found;
    }

    /// <summary>Every method of a path that has an integration, with its name.</summary>
    /// <param name="path">The path.</param>
    /// <param name="others">Keys of a path item that are no methods.</param>
    public List<(string Method, SamNode Definition)> All(string path, params ReadOnlySpan<string> others)
    {
        _asked.Add(path);
        var found = new List<(string, SamNode)>();
        foreach (var item in Contents(Node[path]))
        {
            foreach (var entry in Item(item, path).Entries)
            {
                if (others.Contains(entry.Key))
                {
                    continue;
                }

                foreach (var definition in Contents(entry.Value))
                {
                    if (HasIntegration(Definition(definition, path, entry.Key)))
                    {
                        found.Add((Normal(entry.Key).Text, definition));
                    }
                }
            }
        }

        return found;
    }

    public static SamNode Item(SamNode? item, string path) => item is { IsMap: true }
        ? item
        : throw new SamRefusal(item, $"Value of '{path}' path must be a dictionary according to Swagger spec.", "Write methods under the path, or remove it.");

    public static SamNode Definition(SamNode? definition, string path, string method) => definition is { IsMap: true }
        ? definition
        : throw new SamRefusal(definition, $"Definition of method '{method}' for path '{path}' should be a map.", "Write an operation under the method, or remove it.");

    [DoesNotReturn]
    private static SamNode Missing(SamNode item, string path, string method) =>
        throw new SamRefusal(item, $"Definition of method '{method}' for path '{path}' should be a map.", "Write an operation under the method in every branch of the condition.");
}
