// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.RequestValidation;

/// <summary>
/// The parameters that a method requires, in AWS's order: by their full keys, so headers before path before query (recorded). A parameter is there when it
/// was sent, be it empty; names of headers are compared as they are spelled (recorded).
/// </summary>
internal sealed class RequiredParameters
{
    private const string Prefix = "method.request.";

    private readonly Parameter[] _parameters;

    private RequiredParameters(Parameter[] parameters) => _parameters = parameters;

    /// <summary>Null when the method requires none.</summary>
    /// <param name="path">The resource's.</param>
    public static RequiredParameters? For(Method method, string path)
    {
        var parameters = new List<Parameter>();
        foreach (var (key, isRequired) in method.RequestParameters)
        {
            if (!isRequired || !key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = key[Prefix.Length..];
            var dot = rest.IndexOf('.');
            var location = dot < 0 ? rest : rest[..dot];
            var name = dot < 0 ? "" : rest[(dot + 1)..];
            switch (location)
            {
                case "header" or "multivalueheader":
                    parameters.Add(new Parameter(name, Place.Header));
                    break;
                case "querystring" or "multivaluequerystring":
                    parameters.Add(new Parameter(name, Place.Query));
                    break;
                case "path" when !IsVariable(path, name):
                    parameters.Add(new Parameter(name, Place.Nowhere));
                    break;
            }
        }

        return parameters.Count == 0 ? null : new RequiredParameters([.. parameters]);
    }

    /// <summary>Whether all are there.</summary>
    public bool AreIn(Exchange exchange)
    {
        foreach (var parameter in _parameters)
        {
            if (!parameter.IsIn(exchange))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The names of those that are not there: <c>[a, b]</c>.</summary>
    public string Missing(Exchange exchange)
    {
        var names = new StringBuilder("[");
        foreach (var parameter in _parameters)
        {
            if (!parameter.IsIn(exchange))
            {
                names.Append(names.Length == 1 ? "" : ", ").Append(parameter.Text);
            }
        }

        return names.Append(']').ToString();
    }

    private static bool IsVariable(string path, string name) =>
        path.Contains("{" + name + "}", StringComparison.Ordinal) || path.Contains("{" + name + "+}", StringComparison.Ordinal);

    private enum Place : byte
    {
        Header,
        Query,

        /// <summary>A variable that the resource's path does not have.</summary>
        Nowhere,
    }

    private sealed class Parameter(string text, Place place)
    {
        private readonly byte[] _name = Encoding.UTF8.GetBytes(text);

        public string Text { get; } = text;

        public bool IsIn(Exchange exchange) => place switch
        {
            Place.Header => exchange.Request.Headers.IndexOf(_name, ignoreCase: false) >= 0,
            Place.Query => new QueryReader(exchange.Request[exchange.Request.Query]).Next(_name),
            _ => false,
        };
    }
}
