// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>$input: the body as text, as a tree, by JSON paths, and the request's parameters. One rendering's; what it has read it keeps.</summary>
internal sealed class InputObject(Exchange exchange, TemplateInput input, PathMemory paths) : ValueObject
{
    // AWS: a missing path, and a body that is broken JSON, are an empty text in quotes.
    private static readonly Value s_missing = Value.Of("\"\"");

    private string? _text;
    private Value _tree;
    private bool _isRead;
    private bool _isJson;
    private ValueMap? _parameters;

    private ReadOnlySpan<byte> Body => input.Body.IsEmpty && !input.IsAnswer ? "{}"u8 : input.Body.Span;

    public override bool TryGet(string name, out Value value)
    {
        (Steps, Bytes) = (0, 0);
        value = name == "body" ? Text() : default;
        return name == "body";
    }

    public override bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        Fault = null;
        result = default;
        (Steps, Bytes) = (0, 0);
        switch (method, arguments.Length)
        {
            case ("path", 1) when arguments[0].IsText:
                return TryFind(arguments[0].AsText, out result, out _);
            case ("json", 1) when arguments[0].IsText:
                return TryWrite(arguments[0].AsText, out result);
            case ("params", 0):
                result = Value.Of(Parameters());
                return true;
            case ("params", 1) when arguments[0].IsText:
                result = Value.Of(RequestParameters.Find(exchange, arguments[0].AsText) ?? "");
                return true;
            case ("getBody", 0):
                return TryGet("body", out result);
            default:
                return false;
        }
    }

    // Null for what is not there; false for a path that is none.
    private bool TryFind(string text, out Value value, out bool isFound)
    {
        value = default;
        isFound = false;
        if (text == "$")
        {
            value = Tree(out isFound);
            return true;
        }

        if (paths.Get(text, out var fault) is not { } path)
        {
            Fault = $"The JSON path {text} is none ({fault})";
            return false;
        }

        var tree = Tree(out var isJson);
        if (!isJson)
        {
            return true;
        }

        var found = path.Evaluate(tree, out var steps, out var bytes);
        (Steps, Bytes) = (Steps + steps, Bytes + bytes);
        Fault = found.Fault;
        value = found.Value;
        isFound = found.IsFound;
        return Fault is null;
    }

    private bool TryWrite(string text, out Value result)
    {
        result = s_missing;
        if (!TryFind(text, out var value, out var isFound))
        {
            return false;
        }

        if (!isFound)
        {
            return true;
        }

        var buffer = TemplateRoom.Json(Room);
        if (!JsonValues.Write(value, buffer))
        {
            Fault = $"What the JSON path {text} finds is nested too deep, or too long";
            return false;
        }

        result = Value.Of(buffer.ToString());
        return true;
    }

    private Value Tree(out bool isJson)
    {
        if (!_isRead)
        {
            _isRead = true;
            _isJson = JsonValues.TryRead(Body, Room, out _tree, out var taken);
            (Steps, Bytes) = (Steps + (Body.Length >> 6), Bytes + Math.Min(taken, Room));
            if (!_isJson && IsText(Body))
            {
                // A form, for example: templates split it at its ampersands, or hand it on as one text.
                _isJson = true;
                _tree = Text();
            }
        }

        isJson = _isJson;
        return _tree;
    }

    // The body as it came, which is counted once.
    private Value Text()
    {
        Bytes += _text is null ? 32 + (2L * Body.Length) : 0;
        return Value.Of(_text ??= Encoding.UTF8.GetString(Body));
    }

    /// <summary>Whether a body does not even begin as JSON does.</summary>
    private static bool IsText(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && body[start] is not ((byte)'{' or (byte)'[' or (byte)'\'' or (byte)'"');
    }

    private ValueMap Parameters()
    {
        if (_parameters is null)
        {
            _parameters = new ValueMap(3);
            _parameters["path"] = Value.Of(RequestParameters.Path(exchange));
            _parameters["querystring"] = Value.Of(RequestParameters.Query(exchange));
            _parameters["header"] = Value.Of(RequestParameters.Headers(exchange));
        }

        return _parameters;
    }
}
