// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>$context, or a family of it such as $context.identity. Values are texts; a family prints as nothing.</summary>
internal sealed class ContextObject(Exchange exchange, ContextTree tree) : ValueObject
{
    [ThreadStatic]
    private static ByteWriter? t_text;

    public override bool TryGet(string name, out Value value)
    {
        value = tree.Find(name) is { } found ? Get(name, found) : default;
        return !value.IsNull;
    }

    public override bool TrySet(string name, Value value)
    {
        Fault = $"$context.{name} cannot be set: of $context only overrides can";
        return false;
    }

    // Recorded: a family has no text of its own.
    public override bool WriteText(TextBuffer output, int depth) => true;

    public override ValueMap AsMap()
    {
        var map = new ValueMap();
        foreach (var (name, child) in tree.Children)
        {
            var value = Get(name, child);
            if (!value.IsNull && (!child.IsFamily || ContextTree.IsAlwaysTold(name)))
            {
                map[name] = value;
            }
            else if (value.IsNull && ContextTree.IsAlwaysTold(name))
            {
                map[name] = Value.Of("");
            }
        }

        return map;
    }

    private Value Get(string name, ContextTree child)
    {
        if (child.IsFamily)
        {
            return Value.Of(name is "requestOverride" or "responseOverride"
                ? new OverrideObject(exchange, name == "requestOverride")
                : new ContextObject(exchange, child) as ValueObject);
        }

        if (child.Writer is null)
        {
            return default;
        }

        var text = t_text ??= new ByteWriter();
        text.Clear();
        return child.Writer(exchange, text) ? Value.Of(Encoding.UTF8.GetString(text.Written)) : default;
    }
}
