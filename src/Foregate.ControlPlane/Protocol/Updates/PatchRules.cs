// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>The kinds of rules that most resources are made of.</summary>
internal static class PatchRules
{
    public static readonly string[] Replace = ["replace"];

    public static readonly string[] AddRemove = ["add", "remove"];

    public static readonly string[] AddReplaceRemove = ["add", "replace", "remove"];

    /// <summary>A text, put where the path says.</summary>
    public static PatchRule Text(string path, string[]? ops = null) => Scalar(path, PatchValues.Text, ops);

    public static PatchRule Boolean(string path, string[]? ops = null) => Scalar(path, PatchValues.Boolean, ops);

    public static PatchRule Integer(string path, string[]? ops = null) => Scalar(path, PatchValues.Integer, ops);

    public static PatchRule Number(string path, string[]? ops = null) => Scalar(path, PatchValues.Number, ops);

    /// <summary>A member that only goes away as a whole.</summary>
    public static PatchRule Group(string path) => Scalar(path, PatchValues.Text, ["remove"]);

    /// <summary>An entry of a map, named by the path's last segment.</summary>
    /// <param name="absent">What is said when an entry to be replaced or removed is not there.</param>
    public static PatchRule Entry(string path, string absent, PatchValues.Reader? reader = null, string[]? ops = null)
    {
        var map = PatchOperation.Segments(path)[0];
        return new PatchRule(path, ops ?? AddReplaceRemove, (document, operation, captured) =>
        {
            if (operation.Op != "remove" && string.IsNullOrEmpty(operation.Value))
            {
                return AwsError.BadRequest($"Invalid null or empty value in {map}");
            }

            if (operation.Op != "add" && document.Get(map, captured[0]) is null)
            {
                return AwsError.NotFound(absent);
            }

            WireValue? value = null;
            if (operation.Op != "remove" && !(reader ?? PatchValues.Text)(operation.Value, out value))
            {
                return PatchValues.Invalid(operation);
            }

            document.Set(value, map, captured[0]);
            return null;
        });
    }

    /// <summary>An item of a list, which the change's value names.</summary>
    public static PatchRule Item(string path, string[]? ops = null)
    {
        var list = PatchOperation.Segments(path);
        return new PatchRule(path, ops ?? AddRemove, (document, operation, _) =>
        {
            if (string.IsNullOrEmpty(operation.Value))
            {
                return PatchValues.Invalid(operation);
            }

            SetItems(document, list, operation.Op == "remove" ? null : operation.Value, operation.Op == "add" ? null : operation.Value);
            return null;
        });
    }

    /// <summary>An item of a list, which the path's last segment names; replacing puts the value in its place.</summary>
    public static PatchRule NamedItem(string path, string[]? ops = null)
    {
        var list = PatchOperation.Segments(path)[..^1];
        return new PatchRule(path, ops ?? AddReplaceRemove, (document, operation, captured) =>
        {
            if (operation.Op == "replace" && string.IsNullOrEmpty(operation.Value))
            {
                return PatchValues.Invalid(operation);
            }

            SetItems(document, list, operation.Op switch { "add" => captured[0], "replace" => operation.Value, _ => null }, operation.Op == "add" ? null : captured[0]);
            return null;
        });
    }

    // What was there and is taken away leaves its place to what comes.
    private static void SetItems(PatchDocument document, string[] list, string? added, string? removed)
    {
        var items = document.Get(list) is { } value ? value.Items.Select(static item => item.Text).ToList() : [];
        var at = removed is null ? -1 : items.IndexOf(removed);
        if (at >= 0)
        {
            items.RemoveAt(at);
        }

        if (added is not null && !items.Contains(added))
        {
            items.Insert(at >= 0 ? at : items.Count, added);
        }

        document.Set(WireValue.List(items), list);
    }

    private static PatchRule Scalar(string path, PatchValues.Reader reader, string[]? ops)
    {
        var member = PatchOperation.Segments(path);
        return new PatchRule(path, ops ?? Replace, (document, operation, _) =>
        {
            WireValue? value = null;
            if (operation.Op != "remove" && !reader(operation.Value, out value))
            {
                return PatchValues.Invalid(operation);
            }

            document.Set(value, member);
            return null;
        });
    }
}
