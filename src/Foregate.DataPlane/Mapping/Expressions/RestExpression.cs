// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Standards.JsonPath;

namespace Foregate.DataPlane.Mapping.Expressions;

/// <summary>Compiles the mapping expressions of REST APIs (aws-apigateway §3.7).</summary>
internal static class RestExpression
{
    private const string Request = "method.request.";
    private const string Response = "integration.response.";

    /// <summary>An expression of a request mapping; null after noting a fault.</summary>
    /// <param name="pathNames">The variables of the resource's path, in order.</param>
    public static MappedValue? OfRequest(string expression, string[] pathNames, Compilation c)
    {
        if (!expression.StartsWith(Request, StringComparison.Ordinal))
        {
            return OfEither(expression, c);
        }

        var dot = expression.IndexOf('.', Request.Length);
        var location = dot < 0 ? expression[Request.Length..] : expression[Request.Length..dot];
        var name = dot < 0 ? "" : expression[(dot + 1)..];
        if (location == "body")
        {
            return dot < 0 ? new BodyValue(ofResponse: false) : BodyPath(expression, name, ofResponse: false, c);
        }

        return name.Length == 0 || !IsName(name) ? Invalid(expression, c) : location switch
        {
            "path" => Array.IndexOf(pathNames, name) is >= 0 and var index ? new PathParameterValue(index, decodes: false) : MissingValue.Instance,
            "querystring" => new QueryParameterValue(Encoding.UTF8.GetBytes(name), Multiplicity.Last),
            "multivaluequerystring" => new QueryParameterValue(Encoding.UTF8.GetBytes(name), Multiplicity.List),
            "header" => Header(name, Multiplicity.Last),
            "multivalueheader" => Header(name, Multiplicity.Joined),
            _ => Invalid(expression, c),
        };
    }

    /// <summary>An expression of a response mapping; null after noting a fault.</summary>
    public static MappedValue? OfResponse(string expression, Compilation c)
    {
        if (!expression.StartsWith(Response, StringComparison.Ordinal))
        {
            return OfEither(expression, c);
        }

        var rest = expression[Response.Length..];
        if (rest == "body")
        {
            return new BodyValue(ofResponse: true);
        }

        if (rest.StartsWith("body.", StringComparison.Ordinal))
        {
            return BodyPath(expression, rest["body.".Length..], ofResponse: true, c);
        }

        var dot = rest.IndexOf('.');
        var name = dot < 0 ? "" : rest[(dot + 1)..];
        return name.Length == 0 || !IsName(name) ? Invalid(expression, c) : rest[..dot] switch
        {
            "header" => new HeaderValue(Encoding.ASCII.GetBytes(name), ofResponse: true, ignoreCase: true, Multiplicity.Last),
            "multivalueheader" => new HeaderValue(Encoding.ASCII.GetBytes(name), ofResponse: true, ignoreCase: true, Multiplicity.Joined),
            _ => Invalid(expression, c),
        };
    }

    /// <summary>Whether the expression, a valid one, looks into a body.</summary>
    public static bool ReadsBody(string expression) =>
        expression.StartsWith(Request + "body", StringComparison.Ordinal) || expression.StartsWith(Response + "body", StringComparison.Ordinal);

    /// <summary>Whether AWS takes this for the name of a parameter: ^[a-zA-Z0-9._$-]+$.</summary>
    public static bool IsName(string name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '_' or '$' or '-'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    private static MappedValue? OfEither(string expression, Compilation c)
    {
        if (expression.Length >= 2 && expression[0] == '\'' && expression[^1] == '\'')
        {
            return new StaticValue(expression[1..^1]);
        }

        if (expression.StartsWith("stageVariables.", StringComparison.Ordinal))
        {
            return c.Variables.TryGetValue(expression["stageVariables.".Length..], out var value) ? new StaticValue(value) : MissingValue.Instance;
        }

        const string Context = "context.";
        if (expression.StartsWith(Context, StringComparison.Ordinal)
            && ContextVariables.TryFind(expression[Context.Length..], ApiKind.Rest, ContextUse.Mapping, c.Options.Time, out var variable))
        {
            return new ContextValue(variable, isRawPath: expression == "context.path");
        }

        return Invalid(expression, c);
    }

    // What is dropped when a request is read is not there for mappings either (recorded).
    private static MappedValue Header(string name, Multiplicity multiplicity)
    {
        var bytes = Encoding.ASCII.GetBytes(name);
        return UnseenHeaders.Contains(KnownHeaders.Find(bytes))
            ? MissingValue.Instance
            : new HeaderValue(bytes, ofResponse: false, ignoreCase: false, multiplicity);
    }

    private static MappedValue? Invalid(string expression, Compilation c)
    {
        c.Fault($"Invalid mapping expression specified: {expression}. Write one of method.request.{{path|querystring|multivaluequerystring|header|multivalueheader}}.NAME,"
            + " integration.response.{header|multivalueheader}.NAME (responses), stageVariables.NAME, context.NAME or 'text'.");
        return null;
    }

    // The path stands after the dot without its root.
    private static BodyPathValue? BodyPath(string expression, string path, bool ofResponse, Compilation c)
    {
        var text = path.StartsWith('$') ? path : path.StartsWith('[') ? "$" + path : "$." + path;
        if (JsonPathQuery.Parse(text, out var fault) is { } query)
        {
            return new BodyPathValue(query, ofResponse);
        }

        c.Fault($"Invalid mapping expression specified: {expression}. What follows body. is no JSONPath: {fault}");
        return null;
    }
}
