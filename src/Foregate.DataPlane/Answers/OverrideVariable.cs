// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Answers;

/// <summary>$context.requestOverride.… or $context.responseOverride.… by its whole name: what mapping templates have set under it (aws-apigateway §7.4).</summary>
internal sealed class OverrideVariable
{
    private readonly bool _isRequest;
    private readonly string? _part;
    private readonly string _name;

    private OverrideVariable(bool isRequest, string? part, string name)
    {
        _isRequest = isRequest;
        _part = part;
        _name = name;
    }

    /// <summary>Null for a name of anything else.</summary>
    /// <param name="name">Without "$context.".</param>
    public static OverrideVariable? Of(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var isRequest = name.StartsWith("requestOverride.", StringComparison.Ordinal);
        if (!isRequest && !name.StartsWith("responseOverride.", StringComparison.Ordinal))
        {
            return null;
        }

        var rest = name[(dot + 1)..];
        foreach (var part in (ReadOnlySpan<string>)(isRequest ? ["header", "path", "querystring"] : ["header"]))
        {
            if (rest.Length > part.Length + 1 && rest[part.Length] == '.' && rest.StartsWith(part, StringComparison.Ordinal))
            {
                return new OverrideVariable(isRequest, part, rest[(part.Length + 1)..]);
            }
        }

        return new OverrideVariable(isRequest, null, rest);
    }

    /// <summary>The several values of a header with commas between them; false when nothing was set.</summary>
    public bool Write(TemplateOverrides? overrides, ByteWriter writer)
    {
        if (overrides is null)
        {
            return false;
        }

        if (!_isRequest && _part is null && _name == "status")
        {
            if (overrides.ResponseStatus != 0)
            {
                writer.WriteDecimal(overrides.ResponseStatus);
            }

            return overrides.ResponseStatus != 0;
        }

        if (!Among(overrides).TryGet(_name, out var value))
        {
            return false;
        }

        if (value.Kind != ValueKind.List)
        {
            writer.WriteText(JavaText.Of(value));
            return true;
        }

        var isFirst = true;
        foreach (var item in value.AsList.Items)
        {
            writer.Write(isFirst ? default : ","u8);
            writer.WriteText(JavaText.Of(item));
            isFirst = false;
        }

        return true;
    }

    private ValueMap Among(TemplateOverrides overrides) => _part switch
    {
        "header" => _isRequest ? overrides.RequestHeaders : overrides.ResponseHeaders,
        "path" => overrides.RequestPath,
        "querystring" => overrides.RequestQuery,
        _ => _isRequest ? overrides.RequestOthers : overrides.ResponseOthers,
    };
}
