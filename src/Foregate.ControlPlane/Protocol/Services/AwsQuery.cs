// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.Services;

/// <summary>AWS's protocol query: the operation is a parameter of a form, in the body or the query; answers are XML.</summary>
/// <param name="version">The date that requests name.</param>
/// <param name="xmlNamespace">Of its answers.</param>
internal sealed class AwsQuery(ServiceModel model, string version, string xmlNamespace) : WireProtocol
{
    /// <summary>Whether this can be a request of this protocol, by its looks.</summary>
    public static bool IsMeant(SignedRequest request) => request.Path == "/" && (request.Method == "POST" ? IsForm(request) : request.Query.Contains("Action=", StringComparison.Ordinal));

    public override AwsError? Read(SignedRequest request, out OperationShape? operation, out WireValue input)
    {
        operation = null;
        input = WireValue.Empty;
        if (request.Body.Length > ServiceDialect.LargestDocument)
        {
            return ProtocolError.TooLarge;
        }

        var parameters = QueryString.Parse(request.Query);
        if (request.Method == "POST" && IsForm(request))
        {
            parameters.AddRange(QueryString.Parse(Encoding.UTF8.GetString(request.Body.Span)));
        }

        if (Find(parameters, "Action") is not { Length: > 0 } action)
        {
            return new AwsError("MissingAction", 400, "The request is missing an action or a required parameter.");
        }

        var said = Find(parameters, "Version") ?? "NO_VERSION_SPECIFIED";
        operation = said == version ? model.Find(action) : null;
        return operation is null ? new AwsError("InvalidAction", 400, $"Could not find operation {action} for version {said}") : Bind(operation, parameters, out input);
    }

    // Parameters that no operation knows are ignored, as AWS does.
    private static AwsError? Bind(OperationShape operation, List<KeyValuePair<string, string>> parameters, out WireValue input)
    {
        input = WireValue.Empty;
        if (operation.Input is not { } shape)
        {
            return null;
        }

        try
        {
            input = FormReader.Read(parameters, shape);
        }
        catch (WireFormatException)
        {
            return new AwsError("MalformedInput", 400, "A value of the request is not of the type that its parameter has.");
        }

        return RequestValidator.Check(shape, input, "", static name => char.ToLowerInvariant(name[0]) + name[1..]) is { Count: > 0 } violations
            ? ProtocolError.Validation("ValidationError", violations)
            : null;
    }

    public override ProtocolAnswer Write(OperationShape operation, WireValue output, string requestId) => XmlAnswers.Write(operation, output, xmlNamespace, requestId);

    public override ProtocolAnswer Write(AwsError error, string requestId)
    {
        // As services of this protocol call what is wrong in itself.
        error = error.Code switch
        {
            "BadRequestException" => error with { Code = "ValidationError" },
            "ServiceUnavailableException" => error with { Code = "ServiceUnavailable" },
            _ => error,
        };
        return XmlAnswers.Write(error, xmlNamespace, requestId);
    }

    public override ProtocolAnswer Write(SignatureFault fault, string requestId) => Write(new AwsError(fault.QueryCode, 403, fault.Message), requestId);

    private static bool IsForm(SignedRequest request) =>
        request.Values("Content-Type").FirstOrDefault() is { } type && type.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private static string? Find(List<KeyValuePair<string, string>> parameters, string name)
    {
        foreach (var (key, value) in parameters)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}
