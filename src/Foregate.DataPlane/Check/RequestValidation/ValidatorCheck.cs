// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.RequestValidation;

/// <summary>
/// Holds a request against what its method's validator looks at (aws-apigateway §3.4): first the required parameters, then the body, which is read whole and
/// can be read again afterwards. An empty body is validated as {}.
/// </summary>
internal sealed class ValidatorCheck : IStep
{
    private readonly RequiredParameters? _parameters;
    private readonly BodyModels? _models;
    private readonly Rejections _rejections;
    private readonly string _place;
    private readonly string _validator;
    private readonly long _limit;

    private ValidatorCheck(RequiredParameters? parameters, BodyModels? models, string validator, Compilation c)
    {
        _parameters = parameters;
        _models = models;
        _validator = validator;
        _rejections = c.Rejections;
        _place = c.Path;
        _limit = c.Options.Quotas.PayloadBytes;
    }

    /// <summary>The check of a method; null when it has no validator, or one that has nothing to look at.</summary>
    public static ValidatorCheck? For(ApiSnapshot snapshot, Resource resource, Method method, Compilation c)
    {
        if (string.IsNullOrEmpty(method.RequestValidatorId))
        {
            return null;
        }

        if (!snapshot.RequestValidators.TryGetValue(method.RequestValidatorId, out var validator))
        {
            c.Fault($"The method names the request validator {method.RequestValidatorId}, which the API does not have. Make it, or take it from the method.");
            return null;
        }

        var parameters = validator.ValidateRequestParameters ? RequiredParameters.For(method, resource.Path) : null;
        var models = validator.ValidateRequestBody ? BodyModels.For(snapshot, method, c) : null;
        return parameters is null && models is null ? null : new ValidatorCheck(parameters, models, validator.Name ?? validator.Id, c);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        if (_parameters is not null && !_parameters.AreIn(exchange))
        {
            var missing = _parameters.Missing(exchange);
            return Verdict.Reject(_rejections.MissingParameters(missing).At(_place, $"The validator {_validator} asks for parameters that the request does not have: {missing}."));
        }

        if (_models?.Choose(exchange) is not { } model)
        {
            return Verdict.Continue;
        }

        var reading = exchange.ReadBodyAsync(_limit);
        return reading.IsCompletedSuccessfully ? Decide(exchange, model, reading.Result) : Awaited(exchange, model, reading);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(Exchange exchange, BodyModel model, ValueTask<BodyStatus> reading) => Decide(exchange, model, await reading);

    private Verdict Decide(Exchange exchange, BodyModel model, BodyStatus status)
    {
        if (status != BodyStatus.End)
        {
            return Verdict.Reject(status == BodyStatus.TooLarge ? _rejections.TooLargeAt(_place, _limit) : _rejections.OfBody(status).At(_place));
        }

        var body = exchange.WholeBody.Span;
        if (model.Schema.IsValid(body.IsEmpty ? "{}"u8 : body))
        {
            return Verdict.Continue;
        }

        model.Schema.IsValid(body.IsEmpty ? "{}"u8 : body, out var faults, out var masked);
        exchange.ValidationErrors = faults;
        return Verdict.Reject(_rejections.BadRequestBody.At(_place, $"The validator {_validator} holds the body against the model {model.Name}: {masked}"));
    }
}
