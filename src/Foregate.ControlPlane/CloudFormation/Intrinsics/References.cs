// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Intrinsics;

/// <summary><c>Ref</c> and <c>Fn::GetAtt</c>.</summary>
internal static class References
{
    public static DocumentNode? Ref(Evaluator evaluator, DocumentEntry call, string path)
    {
        var scope = evaluator.Scope;
        var name = call.Value.Text;
        if (call.Value.Kind is NodeKind.Mapping or NodeKind.Sequence)
        {
            evaluator.Reading.Fault(call.KeyLocation, path, "Ref takes a name.", "Write Ref: Name.");
            return null;
        }

        if (name == "AWS::NoValue")
        {
            return null;
        }

        if (name == "AWS::NotificationARNs")
        {
            return DocumentNode.Sequence([], call.KeyLocation);
        }

        if (scope.TryFindParameter(name, out var parameter))
        {
            return parameter;
        }

        return Name(evaluator, name, call, path) is { } text ? Call.Text(text, call.Value.Location)
            : evaluator.KeepsReferences && scope.LogicalIds.Contains(name) ? Call.Make("Ref", call.Value, call.KeyLocation)
            : null;
    }

    /// <summary>The text behind a name; <see langword="null"/> after a fault, and for a resource that is not made yet.</summary>
    public static string? Name(Evaluator evaluator, string name, DocumentEntry call, string path)
    {
        var scope = evaluator.Scope;
        if (scope.Pseudo(name) is { } pseudo)
        {
            return pseudo;
        }

        if (!scope.LogicalIds.Contains(name))
        {
            evaluator.Reading.Fault(
                call.KeyLocation, path, $"Unresolved resource dependencies [{name}]: there is no such parameter or resource.", "Check the name, and the condition of what it names.");
            return null;
        }

        return scope.Made?.GetValueOrDefault(name)?.Ref;
    }

    public static DocumentNode? GetAtt(Evaluator evaluator, DocumentEntry call, string path)
    {
        if (Parts(evaluator, call, path) is not { } parts)
        {
            return null;
        }

        var (name, attribute, last) = parts;
        if (evaluator.KeepsReferences && evaluator.Scope.LogicalIds.Contains(name))
        {
            return Call.Make("Fn::GetAtt", DocumentNode.Sequence([Call.Text(name, call.KeyLocation), last], call.KeyLocation), call.KeyLocation);
        }

        return Attribute(evaluator, name, attribute, call, path) is { } text ? Call.Text(text, call.KeyLocation) : null;
    }

    /// <summary>The text of an attribute; <see langword="null"/> after a fault, and for a resource that is not made yet.</summary>
    public static string? Attribute(Evaluator evaluator, string name, string attribute, DocumentEntry call, string path)
    {
        var scope = evaluator.Scope;
        if (!scope.LogicalIds.Contains(name))
        {
            evaluator.Reading.Fault(
                call.KeyLocation, path, $"Unresolved resource dependencies [{name}]: there is no such resource.", "Check the name, and the condition of what it names.");
            return null;
        }

        if (scope.Made?.GetValueOrDefault(name) is not { } made)
        {
            return null;
        }

        if (made.Attribute(attribute) is { } value)
        {
            return value;
        }

        evaluator.Reading.Fault(call.KeyLocation, path, $"The resource {name} does not support attribute type {attribute} in Fn::GetAtt.", "Use an attribute that its type has.");
        return null;
    }

    private static (string Name, string Attribute, DocumentNode Last)? Parts(Evaluator evaluator, DocumentEntry call, string path)
    {
        if (call.Value.Kind == NodeKind.String && call.Value.Text.Split('.', 2) is [{ Length: > 0 } id, { Length: > 0 } name])
        {
            return (id, name, Call.Text(name, call.Value.Location));
        }

        if (call.Value is { Kind: NodeKind.Sequence, Items: [{ Kind: NodeKind.String } first, var second] } && evaluator.Evaluate(second, path) is { } attribute)
        {
            return (first.Text, attribute.Text, attribute);
        }

        evaluator.Reading.Fault(call.KeyLocation, path, "Fn::GetAtt takes a logical id and the name of an attribute.", "Write Fn::GetAtt: [Name, Attribute].");
        return null;
    }
}
