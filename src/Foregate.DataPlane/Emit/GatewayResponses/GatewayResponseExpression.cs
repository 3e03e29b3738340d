// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Emit.GatewayResponses;

/// <summary>
/// Compiles what a gateway response may be made of: a text, a parameter of the request, a stage variable, a context variable, those of the error among them.
/// </summary>
internal static class GatewayResponseExpression
{
    private const string Context = "context.";
    private const string Path = "method.request.path.";

    /// <summary>Null after noting a fault.</summary>
    public static MappedValue? Compile(string expression, Compilation c)
    {
        if (expression.StartsWith(Context, StringComparison.Ordinal))
        {
            if (OfContext(expression[Context.Length..], c) is { } value)
            {
                return value;
            }

            c.Notice($"There is no context variable {expression} for gateway responses: nothing is sent for it.");
            return MissingValue.Instance;
        }

        // A refusal may come before a route is known, and from any route: its variables are looked up by name.
        return expression.StartsWith(Path, StringComparison.Ordinal) && RestExpression.IsName(expression[Path.Length..])
            ? new PathVariableValue(expression[Path.Length..])
            : RestExpression.OfRequest(expression, [], c);
    }

    /// <summary>Null when there is no such variable.</summary>
    /// <param name="name">Without "$context.".</param>
    public static MappedValue? OfContext(string name, Compilation c) =>
        ContextVariables.TryFind(name, ApiKind.Rest, ContextUse.GatewayResponse, c.Options.Time, out var variable)
            ? new ContextValue(variable, isRawPath: name == "path")
            : null;
}
