// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Mapping.Expressions;

/// <summary>Compiles the mapping values of HTTP APIs: a selection expression, or text with ${…} expressions in it (aws-apigateway §4.5).</summary>
internal sealed class HttpExpression
{
    private static readonly string[] Roots = ["$request.", "$response.", "$context.", "$stageVariables."];

    private readonly bool _ofResponse;
    private readonly string[] _pathNames;
    private readonly Compilation _c;

    private HttpExpression(bool ofResponse, string[] pathNames, Compilation c)
    {
        _ofResponse = ofResponse;
        _pathNames = pathNames;
        _c = c;
    }

    /// <summary>A value of a request mapping; null after noting a fault.</summary>
    /// <param name="pathNames">The variables of the route's path, in order.</param>
    public static MappedValue? OfRequest(string value, string[] pathNames, Compilation c) => new HttpExpression(false, pathNames, c).Read(value);

    /// <summary>A value of a response mapping; null after noting a fault.</summary>
    public static MappedValue? OfResponse(string value, Compilation c) => new HttpExpression(true, [], c).Read(value);

    private MappedValue? Read(string value)
    {
        foreach (var root in Roots)
        {
            if (value.StartsWith(root, StringComparison.Ordinal))
            {
                return Selection(value[1..], value);
            }
        }

        var parts = new List<MappedValue>();
        var at = 0;
        while (at < value.Length)
        {
            var open = value.IndexOf("${", at, StringComparison.Ordinal);
            var text = open < 0 ? value[at..] : value[at..open];
            if (!IsPlain(text))
            {
                _c.Fault($"The mapping value \"{value}\" mixes text with an expression without braces. Write ${{…}} around each expression.");
                return null;
            }

            if (text.Length > 0)
            {
                parts.Add(new StaticValue(text));
            }

            if (open < 0)
            {
                break;
            }

            var close = value.IndexOf('}', open);
            if (close < 0)
            {
                return Invalid(value);
            }

            if (Selection(value[(open + 2)..close], value) is not { } part)
            {
                return null;
            }

            parts.Add(part);
            at = close + 1;
        }

        return parts switch
        {
            [] => new StaticValue(""),
            [var only] => only,
            _ => new InterpolatedValue([.. parts]),
        };
    }

    private static bool IsPlain(string text)
    {
        foreach (var root in Roots)
        {
            if (text.Contains(root, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private MappedValue? Selection(string expression, string value)
    {
        var dot = expression.IndexOf('.');
        var rest = dot < 0 ? "" : expression[(dot + 1)..];
        return (dot < 0 ? expression : expression[..dot]) switch
        {
            "stageVariables" when rest.Length > 0 => _c.Variables.TryGetValue(rest, out var text) ? new StaticValue(text) : MissingValue.Instance,
            "context" => Context(rest, value),
            "request" when !_ofResponse => OfMessage(rest, value),
            "response" when _ofResponse => OfMessage(rest, value),
            _ => Invalid(value),
        };
    }

    private MappedValue? Context(string name, string value) =>
        ContextVariables.TryFind(name, ApiKind.Http, ContextUse.Mapping, _c.Options.Time, out var variable)
            ? new ContextValue(variable, isRawPath: name == "path")
            : Invalid(value);

    private MappedValue? OfMessage(string rest, string value)
    {
        if (rest == "body" || rest.StartsWith("body.", StringComparison.Ordinal))
        {
            _c.Fault($"The mapping value \"{value}\" reads a body, which is not served yet. Map a header, a path variable or a query parameter instead.");
            return null;
        }

        if (rest == "path" && !_ofResponse)
        {
            return new RequestPathValue();
        }

        var dot = rest.IndexOf('.');
        var name = dot < 0 ? "" : rest[(dot + 1)..];
        var bytes = Encoding.UTF8.GetBytes(name);
        return name.Length == 0 ? Invalid(value) : rest[..dot] switch
        {
            "header" when HeaderLine.IsToken(bytes) => new HeaderValue(bytes, _ofResponse, ignoreCase: true, Multiplicity.Joined),
            "querystring" when !_ofResponse => new QueryParameterValue(bytes, Multiplicity.Joined),
            "path" when !_ofResponse => Array.IndexOf(_pathNames, name) is >= 0 and var index ? new PathParameterValue(index, decodes: true) : MissingValue.Instance,
            _ => Invalid(value),
        };
    }

    private MappedValue? Invalid(string value)
    {
        _c.Fault($"Invalid mapping expression specified: {value}. Write "
            + (_ofResponse ? "$response.header.NAME" : "$request.{header|querystring|path}.NAME or $request.path")
            + ", $context.NAME, $stageVariables.NAME, text, or text with such expressions in ${…}.");
        return null;
    }
}
