// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>
/// $context.requestOverride or $context.responseOverride, or one of the maps in it (aws-apigateway §3.8). Each target may be set once; what was set can be
/// read. A header's list stands for several values.
/// </summary>
internal sealed class OverrideObject : ValueObject
{
    private readonly Exchange _exchange;
    private readonly bool _isRequest;
    private readonly string? _part;

    /// <param name="part">header, path or querystring; null for all of them.</param>
    public OverrideObject(Exchange exchange, bool isRequest, string? part = null)
    {
        _exchange = exchange;
        _isRequest = isRequest;
        _part = part;
    }

    public override bool TryGet(string name, out Value value)
    {
        value = default;
        if (_part is not null)
        {
            return Targets(_exchange.Overrides) is { } set && set.TryGet(name, out value);
        }

        if (!_isRequest && name == "status")
        {
            value = _exchange.Overrides is { ResponseStatus: not 0 } overrides ? Value.Of(overrides.ResponseStatus) : default;
            return true;
        }

        if (!IsPart(name))
        {
            return Others(_exchange.Overrides) is { } others && others.TryGet(name, out value);
        }

        value = Value.Of(new OverrideObject(_exchange, _isRequest, name));
        return true;
    }

    public override bool TrySet(string name, Value value)
    {
        Fault = null;
        if (_part is null)
        {
            if (IsPart(name))
            {
                Fault = "Of an override one header, path or querystring is set at a time";
                return false;
            }

            if (_isRequest || name != "status")
            {
                Others(_exchange.Overrides ??= new TemplateOverrides())![name] = Plain(value);
                return true;
            }

            return SetStatus(value);
        }

        // Written by Mapping alone, for the phases that run templates.
        var overrides = _exchange.Overrides ??= new TemplateOverrides();
        var set = Targets(overrides)!;
        if (set.Contains(name))
        {
            Fault = $"The override of {_part} {name} is set a second time";
            return false;
        }

        set[name] = Plain(value);
        return true;
    }

    public override bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        Fault = null;
        result = default;
        return method == "put" && arguments.Length == 2 && arguments[0].IsText && TrySet(arguments[0].AsText, arguments[1]);
    }

    // It prints as nothing, whatever is in it.
    public override bool WriteText(TextBuffer output, int depth) => true;

    public override ValueMap AsMap()
    {
        var map = new ValueMap();
        if (_part is null)
        {
            foreach (var name in (ReadOnlySpan<string>)(_isRequest ? ["header", "path", "querystring"] : ["header"]))
            {
                map[name] = Value.Of(new OverrideObject(_exchange, _isRequest, name));
            }
        }
        else if (Targets(_exchange.Overrides) is { } set)
        {
            for (var i = 0; i < set.Count; i++)
            {
                map[set.KeyAt(i)] = set.ValueAt(i);
            }
        }

        return map;
    }

    private bool IsPart(string name) => name == "header" || (_isRequest && name is "path" or "querystring");

    private ValueMap? Others(TemplateOverrides? overrides) => _isRequest ? overrides?.RequestOthers : overrides?.ResponseOthers;

    private bool SetStatus(Value value)
    {
        var overrides = _exchange.Overrides ??= new TemplateOverrides();
        if (overrides.IsStatusSet)
        {
            Fault = "The override of status is set a second time";
            return false;
        }

        // AWS: what is no status is passed over.
        overrides.IsStatusSet = true;
        overrides.ResponseStatus = value.IsInteger && value.AsInteger is >= 100 and <= 599 ? (int)value.AsInteger : 0;
        return true;
    }

    private ValueMap? Targets(TemplateOverrides? overrides) => overrides is null ? null : _part switch
    {
        "header" => _isRequest ? overrides.RequestHeaders : overrides.ResponseHeaders,
        "path" => overrides.RequestPath,
        _ => overrides.RequestQuery,
    };

    // What is set outlives the rendering, so that it keeps texts and nothing of the template's own.
    private static Value Plain(Value value)
    {
        if (value.Kind != ValueKind.List)
        {
            return Value.Of(JavaText.Of(value));
        }

        var texts = new ValueList(isJson: true, value.AsList.Count);
        foreach (var item in value.AsList.Items)
        {
            texts.Add(Value.Of(JavaText.Of(item)));
        }

        return Value.Of(texts);
    }
}
