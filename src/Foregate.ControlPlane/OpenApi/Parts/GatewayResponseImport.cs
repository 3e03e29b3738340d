// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.Definitions;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>Puts a document's gateway responses into a REST API.</summary>
internal static class GatewayResponseImport
{
    private const string Extension = "x-amazon-apigateway-gateway-responses";

    public static void ReadAll(ImportRun run, string restApiId, Section document)
    {
        if (document.Object(Extension, ObjectKinds.GatewayResponses) is not { } responses)
        {
            return;
        }

        foreach (var entry in responses.Entries())
        {
            var path = responses.PathOf(entry.Key);
            if (GatewayResponseType.Find(entry.Key) is not { } type)
            {
                run.Reading.Fault(
                    entry.KeyLocation, path, $"There is no gateway response \"{entry.Key}\".", "Use one of AWS's types, such as DEFAULT_4XX or UNAUTHORIZED.", "is unexpected");
                continue;
            }

            if (Section.Open(run.Reading, entry.Value, path, ObjectKinds.GatewayResponse) is not { } response)
            {
                continue;
            }

            var request = new GatewayResponses.PutGatewayResponseRequest
            {
                StatusCode = response.Text("statusCode"),
                ResponseParameters = response.TextMap("responseParameters"),
                ResponseTemplates = response.Has("responseTemplates") ? response.TextMap("responseTemplates") : null,
            };
            run.Source($"/restapis/{restApiId}/gatewayresponses/{type.Name}", entry.KeyLocation, path);
            run.Apply(
                account => GatewayResponses.PutGatewayResponse(account, restApiId, type, request, run.Operations),
                entry.KeyLocation,
                path,
                "Change the gateway response to what API Gateway accepts.",
                $"Unable to create gateway response '{type.Name}'");
        }
    }
}
