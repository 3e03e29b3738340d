// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Operations.ApiGateway.Making;

/// <summary>The two models that every new REST API has (recorded).</summary>
internal static class DefaultModels
{
    private const string Empty = """
        {
          "$schema": "http://json-schema.org/draft-04/schema#",
          "title" : "Empty Schema",
          "type" : "object"
        }
        """;

    private const string Error = """
        {
          "$schema" : "http://json-schema.org/draft-04/schema#",
          "title" : "Error Schema",
          "type" : "object",
          "properties" : {
            "message" : { "type" : "string" }
          }
        }
        """;

    public static ImmutableSortedDictionary<string, Model> Of(string restApiId) => OrdinalMap.Empty<Model>()
        .Add("Empty", New(restApiId, "Empty", "This is a default empty schema model", Empty))
        .Add("Error", New(restApiId, "Error", "This is a default error schema model", Error));

    /// <summary>Whether it is one of the two, as AWS made it: it says nothing that every other API does not say, too.</summary>
    public static bool IsDefault(Model model) =>
        (model.Name == "Empty" && model.Schema == Empty) || (model.Name == "Error" && model.Schema == Error);

    private static Model New(string restApiId, string name, string description, string schema) => new()
    {
        Id = Identifiers.Next(6, static _ => false, "model", restApiId, name),
        Name = name,
        Description = description,
        Schema = schema,
        ContentType = "application/json",
    };
}
