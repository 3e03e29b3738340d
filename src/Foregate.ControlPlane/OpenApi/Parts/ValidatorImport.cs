// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>Puts a document's request validators into a REST API, and knows which one an operation takes.</summary>
internal sealed class ValidatorImport
{
    private const string One = "x-amazon-apigateway-request-validator";
    private const string All = "x-amazon-apigateway-request-validators";

    private readonly ImportRun _run;
    private readonly string _restApiId;
    private readonly Section _document;
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public ValidatorImport(ImportRun run, string restApiId, Section document)
    {
        (_run, _restApiId, _document) = (run, restApiId, document);
        foreach (var known in run.Account.RestApis[restApiId].RequestValidators.Values)
        {
            _ids[known.Name ?? known.Id] = known.Id;
        }

        if (document.Object(All, ObjectKinds.Validators) is not { } validators)
        {
            return;
        }

        foreach (var entry in validators.Entries())
        {
            var path = validators.PathOf(entry.Key);
            if (Section.Open(run.Reading, entry.Value, path, ObjectKinds.Validator) is not { } validator)
            {
                continue;
            }

            var request = new RequestValidators.CreateRequestValidatorRequest
            {
                Name = entry.Key,
                ValidateRequestBody = validator.Boolean("validateRequestBody") ?? false,
                ValidateRequestParameters = validator.Boolean("validateRequestParameters") ?? false,
            };
            var made = run.Apply(
                account => _ids.TryGetValue(entry.Key, out var id)
                    ? RequestValidators.UpdateRequestValidator(account, restApiId, id, request)
                    : RequestValidators.CreateRequestValidator(account, restApiId, request, run.Operations),
                entry.KeyLocation,
                path,
                "Change the request validator.",
                $"Unable to create request validator '{entry.Key}'");
            if (made is not null)
            {
                _ids[entry.Key] = made.Id;
                run.Source($"/restapis/{restApiId}/requestvalidators/{made.Id}", entry.KeyLocation, path);
            }
        }
    }

    /// <summary>The id of the operation's validator, or of the document's; a name that is nobody's is passed on for the operation to refuse.</summary>
    public string? Of(Section operation) =>
        (operation.Text(One) ?? (operation.Has(One) ? null : _document.Text(One))) is { Length: > 0 } name ? _ids.GetValueOrDefault(name, name) : null;

    /// <summary>Whether the validator with the id holds bodies against models.</summary>
    public bool HoldsBodies(string? id) =>
        id is not null && _run.Account.RestApis[_restApiId].RequestValidators.GetValueOrDefault(id) is { ValidateRequestBody: true };
}
