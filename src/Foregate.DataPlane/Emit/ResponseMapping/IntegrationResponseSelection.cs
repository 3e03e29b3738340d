// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Standards.LinearRegex;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>
/// Which integration response answers (aws-apigateway §3.9): the first whose pattern matches the whole status of a non-proxy integration, or of a Lambda
/// function the whole errorMessage that it returned; else the one without a pattern.
/// </summary>
internal sealed class IntegrationResponseSelection : IStep
{
    private const string NoMatch =
        "Execution failed due to configuration error: No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ";

    private const string TooManySteps =
        "Execution failed due to configuration error: The selection patterns take too many steps on the error message of the function";

    // What patterns may find out anew of one message: some ten milliseconds.
    private const int MostSteps = 400_000;

    private readonly (JavaPattern Pattern, IntegrationResponsePlan Plan)[] _patterns;
    private readonly IntegrationResponsePlan? _default;
    private readonly IntegrationResponsePlan?[] _byStatus = new IntegrationResponsePlan?[600];
    private readonly IntegrationResponsePlan? _withoutError;
    private readonly bool _byErrorMessage;
    private readonly Rejection _noMatch;
    private readonly string _place;

    private IntegrationResponseSelection((JavaPattern, IntegrationResponsePlan)[] patterns, IntegrationResponsePlan? @default, bool byErrorMessage, Compilation c)
    {
        _patterns = patterns;
        _default = @default;
        _place = c.Path;
        _noMatch = c.Rejections.ApiConfigurationError;
        _byErrorMessage = byErrorMessage;
        var steps = int.MaxValue;
        _withoutError = Select("", ref steps);
        for (var status = 0; status < _byStatus.Length; status++)
        {
            _byStatus[status] = Select(Text(status), ref steps);
        }
    }

    /// <param name="byErrorMessage">Whether the integration asks a Lambda function.</param>
    public static IStep For(Method method, Integration integration, ApiSnapshot api, bool byErrorMessage, Compilation c)
    {
        var types = new BinaryMediaTypes(api.BinaryMediaTypes);
        var patterns = new List<(JavaPattern, IntegrationResponsePlan)>();
        IntegrationResponsePlan? byDefault = null;
        foreach (var (key, response) in integration.IntegrationResponses)
        {
            var place = c.At($"{c.Path}/responses/{key}");
            if (IntegrationResponsePlan.Compile(response, method, types, place) is not { } plan)
            {
                continue;
            }

            if (string.IsNullOrEmpty(response.SelectionPattern))
            {
                byDefault ??= plan;
            }
            else if (Compile(response.SelectionPattern, place) is { } pattern)
            {
                patterns.Add((pattern, plan));
            }
        }

        return new IntegrationResponseSelection([.. patterns], byDefault, byErrorMessage, c);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var status = exchange.IntegrationResponse.Status;
        var steps = MostSteps;
        var plan = _byErrorMessage ? ErrorMessage.Of(exchange.IntegrationResponse.Whole.Span) is { } message ? Select(message, ref steps) : _withoutError
            : (uint)status < (uint)_byStatus.Length ? _byStatus[status]
            : Select(Text(status), ref steps);
        return plan is not null
            ? plan.Apply(exchange)
            : steps < 0 ? Verdict.Reject(_noMatch.At(_place, TooManySteps))
            : Verdict.Reject(_noMatch.At(_place, NoMatch + Text(status)));
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null also when the steps do not reach, which are below 0 then.</summary>
    private IntegrationResponsePlan? Select(string text, ref int steps)
    {
        foreach (var (pattern, plan) in _patterns)
        {
            if (pattern.IsWhole(text, ref steps))
            {
                return plan;
            }

            if (steps < 0)
            {
                return null;
            }
        }

        return _default;
    }

    // AWS's patterns are Java's and match the whole text; ours run in linear time, whatever the pattern.
    private static JavaPattern? Compile(string text, Compilation c)
    {
        var pattern = JavaPattern.Parse(text, out var error);
        if (pattern is null)
        {
            c.Fault($"The selection pattern \"{text}\" cannot be used: {error} Write it without look-around, back-references and atomic groups.");
        }

        return pattern;
    }
}
